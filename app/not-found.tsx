import Link from "next/link";

export default function NotFound() {
  return (
    <main className="entry">
      <div className="state">
        <h1>There is no such page</h1>
        <div className="actions">
          <Link className="button" href="/">
            All numbers
          </Link>
        </div>
      </div>
    </main>
  );
}
