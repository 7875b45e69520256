const mostNamed = 5;

/** What moving numbers to another client means, before it is done (decisions 9). */
export function BeginAnew({ numbers }: { numbers: readonly string[] }) {
  const more = numbers.length - mostNamed;
  return (
    <div className="begin-anew">
      <p>
        <b>Their recipients begin anew.</b> Each client’s recipients have codes of their own, so
        from now on nobody who got messages from{" "}
        {numbers.slice(0, mostNamed).map((name, index) => (
          <span key={name}>
            {index > 0 && ", "}
            <bdi>{name}</bdi>
          </span>
        ))}
        {more > 0 && ` and ${more} more`} is recognised:
      </p>
      <ul>
        <li>
          Who asked to stop before is no longer known here. Keep your own list of them: a message to
          them will not be noticed as a message after a no.
        </li>
        <li>How often people are written to, and who is written to for the first time, restart.</li>
        <li>Scores, charts and alerts of the numbers stay. This is written to the audit log.</li>
      </ul>
    </div>
  );
}
