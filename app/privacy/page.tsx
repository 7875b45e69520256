import { BrandMark } from "@/app/_ui/brand";
import { Footer } from "@/app/_ui/footer";
import { PrivacyDocument } from "@/app/_ui/privacy-document";
import { usualRetention } from "@/lib/domain/privacy-words";
import { getContext } from "@/lib/server/context";

export const metadata = { title: "Privacy" };

/** For everybody: nothing of a workspace stands here, so nobody is asked who they are. */
export default function PublicPrivacyPage() {
  const { subprocessors, backupDays } = getContext().env;
  return (
    <>
      <main className="page">
        <p className="brand">
          <BrandMark size={24} /> Banguard
        </p>
        <header className="page-head">
          <h1>Privacy</h1>
        </header>
        <PrivacyDocument
          retention={usualRetention}
          subprocessors={subprocessors}
          backupDays={backupDays ?? null}
        />
      </main>
      <Footer />
    </>
  );
}
