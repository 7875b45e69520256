import { Waiting } from "@/app/_ui/states";

export default function Loading() {
  return <Waiting what="the page" />;
}
