CREATE TABLE "alert_notes" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"alert_id" uuid,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"dedupe" text NOT NULL,
	"kind" text NOT NULL,
	"because" text NOT NULL,
	"user_id" uuid,
	"text" text,
	CONSTRAINT "alert_notes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"state" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"parent_id" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"escalated_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" uuid,
	"resolved_at" timestamp with time zone,
	"resolved_by" uuid,
	"resolved_because" text,
	"clean_since" timestamp with time zone,
	"last_told_at" timestamp with time zone,
	"tell_after" timestamp with time zone,
	"admins_told_at" timestamp with time zone,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "alerts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mutes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dedupe" text NOT NULL,
	"alert_id" uuid,
	"kind" text NOT NULL,
	"user_id" uuid,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"preview" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"picture" "bytea",
	"thread" text,
	"message_id" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "notifications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "pendings" (
	"workspace_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "pendings_workspace_id_rule_target_kind_target_id_scope_pk" PRIMARY KEY("workspace_id","rule","target_kind","target_id","scope")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"hint" text NOT NULL,
	"hash" text NOT NULL,
	"scope" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"dedupe" uuid NOT NULL,
	"person" uuid,
	"message" uuid,
	"kind" smallint NOT NULL,
	"code" integer,
	"category" smallint DEFAULT 0 NOT NULL,
	"country" smallint,
	"template" integer,
	"campaign" integer,
	"list" integer,
	"count" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "events_workspace_id_number_id_at_dedupe_pk" PRIMARY KEY("workspace_id","number_id","at","dedupe")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "seen" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"bits" smallint NOT NULL,
	"prev" smallint DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"prev_delivered_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"category" smallint DEFAULT 0 NOT NULL,
	"prev_category" smallint DEFAULT 0 NOT NULL,
	"country" smallint,
	"prev_country" smallint,
	"template" integer,
	"prev_template" integer,
	"campaign" integer,
	"prev_campaign" integer,
	"list" integer,
	"prev_list" integer,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "seen_workspace_id_number_id_key_pk" PRIMARY KEY("workspace_id","number_id","key")
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"workspace_id" uuid NOT NULL,
	"node_kind" text NOT NULL,
	"node_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"dedupe" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text,
	"until" timestamp with time zone,
	"detail" jsonb,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "facts_workspace_id_node_kind_node_id_at_dedupe_pk" PRIMARY KEY("workspace_id","node_kind","node_id","at","dedupe")
);
--> statement-breakpoint
CREATE TABLE "import_days" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"day" date NOT NULL,
	"digest" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "import_days_workspace_id_number_id_day_pk" PRIMARY KEY("workspace_id","number_id","day")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"origin" integer NOT NULL,
	"file" text NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"workspace_id" uuid NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "labels_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"dimension" smallint NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "labels_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"waba_id" text NOT NULL,
	"name" text,
	"portfolio_id" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "number_aliases" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"number_id" uuid NOT NULL,
	CONSTRAINT "number_aliases_workspace_id_kind_value_pk" PRIMARY KEY("workspace_id","kind","value")
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text,
	"name" text,
	"account_id" uuid,
	"merged_into" uuid,
	"test" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "numbers_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"language" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "templates_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "leaks" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"dedupe" uuid NOT NULL,
	"person" uuid NOT NULL,
	"said_no_at" timestamp with time zone NOT NULL,
	"campaign" integer,
	"list" integer,
	CONSTRAINT "leaks_workspace_id_number_id_at_dedupe_pk" PRIMARY KEY("workspace_id","number_id","at","dedupe")
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"person" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"counted" boolean NOT NULL,
	"campaign" integer,
	"template" integer,
	"list" integer,
	"category" smallint DEFAULT 0 NOT NULL,
	"country" smallint,
	"origin" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "opt_outs_workspace_id_number_id_person_at_pk" PRIMARY KEY("workspace_id","number_id","person","at")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"workspace_id" uuid NOT NULL,
	"person" uuid NOT NULL,
	"country" smallint,
	"said_no_at" timestamp with time zone,
	"said_yes_at" timestamp with time zone,
	"last_event_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_workspace_id_person_pk" PRIMARY KEY("workspace_id","person")
);
--> statement-breakpoint
CREATE TABLE "person_aliases" (
	"workspace_id" uuid NOT NULL,
	"alias" uuid NOT NULL,
	"person" uuid NOT NULL,
	CONSTRAINT "person_aliases_workspace_id_alias_pk" PRIMARY KEY("workspace_id","alias")
);
--> statement-breakpoint
CREATE TABLE "breakdown_hours" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"dimension" smallint NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"label_id" integer NOT NULL,
	"origin" integer DEFAULT 0 NOT NULL,
	"sent" integer DEFAULT 0 NOT NULL,
	"delivered" integer DEFAULT 0 NOT NULL,
	"read" integer DEFAULT 0 NOT NULL,
	"read_24h" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"replied" integer DEFAULT 0 NOT NULL,
	"blocked" integer DEFAULT 0 NOT NULL,
	"reported" integer DEFAULT 0 NOT NULL,
	"opted_out" integer DEFAULT 0 NOT NULL,
	"opted_in" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "breakdown_hours_workspace_id_number_id_dimension_hour_label_id_origin_pk" PRIMARY KEY("workspace_id","number_id","dimension","hour","label_id","origin")
) WITH (fillfactor=80);
--> statement-breakpoint
CREATE TABLE "failure_hours" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"code" integer NOT NULL,
	"origin" integer DEFAULT 0 NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "failure_hours_workspace_id_number_id_hour_code_origin_pk" PRIMARY KEY("workspace_id","number_id","hour","code","origin")
) WITH (fillfactor=80);
--> statement-breakpoint
CREATE TABLE "number_days" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"day" date NOT NULL,
	"origin" integer DEFAULT 0 NOT NULL,
	"sent" integer DEFAULT 0 NOT NULL,
	"delivered" integer DEFAULT 0 NOT NULL,
	"read" integer DEFAULT 0 NOT NULL,
	"read_24h" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"replied" integer DEFAULT 0 NOT NULL,
	"blocked" integer DEFAULT 0 NOT NULL,
	"reported" integer DEFAULT 0 NOT NULL,
	"opted_out" integer DEFAULT 0 NOT NULL,
	"opted_in" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "number_days_workspace_id_number_id_day_origin_pk" PRIMARY KEY("workspace_id","number_id","day","origin")
) WITH (fillfactor=80);
--> statement-breakpoint
CREATE TABLE "number_hours" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"origin" integer DEFAULT 0 NOT NULL,
	"sent" integer DEFAULT 0 NOT NULL,
	"delivered" integer DEFAULT 0 NOT NULL,
	"read" integer DEFAULT 0 NOT NULL,
	"read_24h" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"replied" integer DEFAULT 0 NOT NULL,
	"blocked" integer DEFAULT 0 NOT NULL,
	"reported" integer DEFAULT 0 NOT NULL,
	"opted_out" integer DEFAULT 0 NOT NULL,
	"opted_in" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "number_hours_workspace_id_number_id_hour_origin_pk" PRIMARY KEY("workspace_id","number_id","hour","origin")
) WITH (fillfactor=80);
--> statement-breakpoint
CREATE TABLE "people_days" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"day" date NOT NULL,
	"reached" integer DEFAULT 0 NOT NULL,
	"first_contacts" integer DEFAULT 0 NOT NULL,
	"week_reached" integer DEFAULT 0 NOT NULL,
	"week_over_three" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "people_days_workspace_id_number_id_day_pk" PRIMARY KEY("workspace_id","number_id","day")
);
--> statement-breakpoint
CREATE TABLE "due" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"target_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"marked_at" timestamp with time zone,
	"last_event_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	CONSTRAINT "due_workspace_id_kind_target_id_pk" PRIMARY KEY("workspace_id","kind","target_id")
) WITH (fillfactor=80);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"beat_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_hours" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"origin" text NOT NULL,
	"last" smallint,
	"min" smallint,
	"max" smallint,
	"behaviour" smallint NOT NULL,
	"band" text NOT NULL,
	"coverage" real NOT NULL,
	"model" text NOT NULL,
	"lines" jsonb NOT NULL,
	CONSTRAINT "score_hours_workspace_id_number_id_hour_origin_pk" PRIMARY KEY("workspace_id","number_id","hour","origin")
);
--> statement-breakpoint
CREATE TABLE "score_now" (
	"workspace_id" uuid NOT NULL,
	"node_kind" text NOT NULL,
	"node_id" uuid NOT NULL,
	"score" smallint,
	"behaviour" smallint NOT NULL,
	"band" text NOT NULL,
	"coverage" real NOT NULL,
	"model" text NOT NULL,
	"detail" jsonb NOT NULL,
	"sparkline" jsonb NOT NULL,
	"last_event_at" timestamp with time zone,
	"scored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "score_now_workspace_id_node_kind_node_id_pk" PRIMARY KEY("workspace_id","node_kind","node_id")
) WITH (fillfactor=80);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"workspace_id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"skipped" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"parts" jsonb,
	"took_ms" integer NOT NULL,
	"test" boolean DEFAULT false NOT NULL,
	CONSTRAINT "deliveries_workspace_id_source_id_at_id_pk" PRIMARY KEY("workspace_id","source_id","at","id")
);
--> statement-breakpoint
CREATE TABLE "source_numbers" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"source_id" text NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	CONSTRAINT "source_numbers_workspace_id_number_id_source_id_pk" PRIMARY KEY("workspace_id","number_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"workspace_id" uuid NOT NULL,
	"id" text NOT NULL,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"credentials" "bytea" NOT NULL,
	"account" text,
	"state" text DEFAULT 'active' NOT NULL,
	"reads_answers" boolean DEFAULT true NOT NULL,
	"notices_only" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"handshake_at" timestamp with time zone,
	"first_event_at" timestamp with time zone,
	"last_event_at" timestamp with time zone,
	"last_notice_at" timestamp with time zone,
	"last_refused_at" timestamp with time zone,
	"last_refusal" text,
	"token_state" text DEFAULT 'none' NOT NULL,
	"polled_at" timestamp with time zone,
	"poll_error" text,
	"subscribed_at" timestamp with time zone,
	CONSTRAINT "sources_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"receives_mails" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memberships_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "routes" (
	"key" text PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"zone_since" timestamp with time zone,
	"wrapped_key" "bytea" NOT NULL,
	"raw_retention_days" integer DEFAULT 90 NOT NULL,
	"opt_out_grace_hours" integer DEFAULT 24 NOT NULL,
	"pledged_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "alert_notes_dedupe" ON "alert_notes" USING btree ("workspace_id","dedupe");--> statement-breakpoint
CREATE INDEX "alert_notes_target" ON "alert_notes" USING btree ("workspace_id","target_kind","target_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" USING btree ("workspace_id","rule","target_kind","target_id","scope") WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "alerts_opened" ON "alerts" USING btree ("workspace_id","opened_at");--> statement-breakpoint
CREATE INDEX "alerts_target" ON "alerts" USING btree ("workspace_id","target_kind","target_id","opened_at");--> statement-breakpoint
CREATE INDEX "mutes_target" ON "mutes" USING btree ("workspace_id","target_kind","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_dedupe" ON "notifications" USING btree ("workspace_id","dedupe");--> statement-breakpoint
CREATE INDEX "notifications_created" ON "notifications" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "notifications_alert" ON "notifications" USING btree ("workspace_id","alert_id");--> statement-breakpoint
CREATE INDEX "import_days_import" ON "import_days" USING btree ("workspace_id","import_id");--> statement-breakpoint
CREATE UNIQUE INDEX "labels_text" ON "labels" USING btree ("workspace_id","dimension","text");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_waba_id" ON "accounts" USING btree ("workspace_id","waba_id");--> statement-breakpoint
CREATE INDEX "number_aliases_number" ON "number_aliases" USING btree ("workspace_id","number_id");--> statement-breakpoint
CREATE INDEX "numbers_account" ON "numbers" USING btree ("workspace_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name" ON "templates" USING btree ("workspace_id","account_id","name","language");--> statement-breakpoint
CREATE INDEX "leaks_person" ON "leaks" USING btree ("workspace_id","person");--> statement-breakpoint
CREATE INDEX "due_due_at" ON "due" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "deliveries_at" ON "deliveries" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "workspaces_slug" ON "workspaces" USING btree ("slug");--> statement-breakpoint
-- By hand: retention drops rows by age; they arrive in order of time, so BRIN is enough.
CREATE INDEX "seen_seen_at" ON "seen" USING brin ("seen_at");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_count_positive" CHECK ("count" > 0);--> statement-breakpoint
ALTER TABLE "score_now" ADD CONSTRAINT "score_now_range" CHECK ("score" BETWEEN 0 AND 100 AND "behaviour" BETWEEN 0 AND 100);--> statement-breakpoint
ALTER TABLE "score_now" ADD CONSTRAINT "score_now_detail_object" CHECK (jsonb_typeof("detail") = 'object');--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_evidence_object" CHECK (jsonb_typeof("evidence") = 'object');
