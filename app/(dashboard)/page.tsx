import { FirstScreen } from "./first-screen";

export const metadata = { title: "Numbers" };

export default function NumbersPage() {
  return <FirstScreen />;
}
