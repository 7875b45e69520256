import { getContext } from "@/lib/server/context";
import { ForgotForm } from "./forgot-form";

export const metadata = { title: "Forgot your password" };

export default async function ForgotPasswordPage() {
  const { env } = getContext();
  return (
    <>
      <h1>Forgot your password?</h1>
      {env.mail ? (
        <ForgotForm />
      ) : (
        <p className="note warn">
          No mail leaves this installation, so no link can be sent. Who runs it sets SMTP_URL and
          MAIL_FROM; then a link comes by mail.
        </p>
      )}
    </>
  );
}
