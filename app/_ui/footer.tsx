import Link from "next/link";

export function Footer() {
  return (
    <footer className="foot">
      <p>
        <span>
          Not part of, or endorsed by, WhatsApp or Meta. <Link href="/privacy">Privacy</Link>
        </span>
        <span>
          Scores are our estimate of risk, not a prediction. WhatsApp publishes no thresholds.
        </span>
      </p>
    </footer>
  );
}
