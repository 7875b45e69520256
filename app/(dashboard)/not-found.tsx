import Link from "next/link";
import { Empty } from "@/app/_ui/states";

export default function NotFound() {
  return (
    <Empty
      alone
      title="There is nothing here"
      action={
        <Link href="/" className="button">
          All numbers
        </Link>
      }
    >
      It may have been removed, or it belongs to another workspace.
    </Empty>
  );
}
