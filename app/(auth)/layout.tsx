import type { ReactNode } from "react";
import { BrandMark } from "@/app/_ui/brand";
import { Footer } from "@/app/_ui/footer";

export default function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <main className="entry">
        <p className="brand">
          <BrandMark size={24} /> Banguard
        </p>
        <div className="sheet-of-paper">{children}</div>
      </main>
      <Footer />
    </>
  );
}
