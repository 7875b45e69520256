import { redirect } from "next/navigation";

/** The list is the first screen; this address is what people type. */
export default function NumbersAddress() {
  redirect("/");
}
