CREATE TABLE "audit_log" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text,
	"target_name" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"address" text,
	CONSTRAINT "audit_log_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "breakdown_failures" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"dimension" smallint NOT NULL,
	"day" date NOT NULL,
	"label_id" integer NOT NULL,
	"code" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "breakdown_failures_workspace_id_number_id_dimension_day_label_id_code_pk" PRIMARY KEY("workspace_id","number_id","dimension","day","label_id","code")
);
--> statement-breakpoint
CREATE TABLE "run_names" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"named_by" uuid,
	"named_at" timestamp with time zone NOT NULL,
	CONSTRAINT "run_names_workspace_id_number_id_started_at_pk" PRIMARY KEY("workspace_id","number_id","started_at")
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"alert_id" uuid,
	"dedupe" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_status" integer,
	"last_error" text,
	"took_ms" integer,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "calls_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"settings" "bytea" NOT NULL,
	"host" text NOT NULL,
	"from_severity" text DEFAULT 'warning' NOT NULL,
	"client_id" uuid,
	"state" text DEFAULT 'active' NOT NULL,
	"disabled_because" text,
	"failing_since" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channels_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clients_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"client_ids" jsonb,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "member_clients" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"sees" boolean DEFAULT false NOT NULL,
	"mails" boolean DEFAULT false NOT NULL,
	CONSTRAINT "member_clients_workspace_id_user_id_client_id_pk" PRIMARY KEY("workspace_id","user_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "import_refusals" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"field" text NOT NULL,
	"reason" text NOT NULL,
	"mend" text,
	CONSTRAINT "import_refusals_workspace_id_import_id_line_pk" PRIMARY KEY("workspace_id","import_id","line")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "identities_provider_subject_pk" PRIMARY KEY("provider","subject")
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "state" text DEFAULT 'running' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "started_by" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "mapping" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "error" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_by" uuid;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "given_name" text;--> statement-breakpoint
ALTER TABLE "numbers" ADD COLUMN "given_name" text;--> statement-breakpoint
ALTER TABLE "numbers" ADD COLUMN "client_id" uuid;--> statement-breakpoint
ALTER TABLE "opt_outs" ADD COLUMN "message_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "client_id" uuid;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "mails_about" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "digest" text DEFAULT 'weekly' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "limited" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "agent" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "quiet_from" smallint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "quiet_until" smallint;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "rollup_retention_days" integer DEFAULT 396 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "delivery_log_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "demo" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "demo_seen_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "breakdown_failures_label" ON "breakdown_failures" USING btree ("workspace_id","dimension","label_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_dedupe" ON "calls" USING btree ("workspace_id","dedupe");--> statement-breakpoint
CREATE INDEX "calls_channel" ON "calls" USING btree ("workspace_id","channel_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "clients_name" ON "clients" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE INDEX "invitations_email" ON "invitations" USING btree ("workspace_id","email");--> statement-breakpoint
CREATE INDEX "identities_user" ON "identities" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "password_resets_user" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "numbers_client" ON "numbers" USING btree ("workspace_id","client_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
UPDATE /* across workspaces */ "imports" SET "state" = 'done' WHERE "finished_at" IS NOT NULL;--> statement-breakpoint
UPDATE /* across workspaces */ "imports" SET "state" = 'failed' WHERE "finished_at" IS NULL;--> statement-breakpoint
CREATE FUNCTION "audit_log_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('banguard.erasing_workspace', true) = OLD."workspace_id"::text THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_log_only_grows" BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION "audit_log_refuse"();--> statement-breakpoint
CREATE TRIGGER "audit_log_never_emptied" BEFORE TRUNCATE ON "audit_log" FOR EACH STATEMENT EXECUTE FUNCTION "audit_log_refuse"();
