/** A table as a file. `what`: said after "Download", for who cannot see where the link stands. */
export function FileLink({ href, what }: { href: string; what: string }) {
  return (
    <p className="small file-link no-print">
      <a href={href} download>
        Download <span className="only-read">{what}</span> as CSV
      </a>
    </p>
  );
}
