CREATE TABLE "run_starts" (
	"workspace_id" uuid NOT NULL,
	"number_id" uuid NOT NULL,
	"label_id" integer NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	CONSTRAINT "run_starts_workspace_id_number_id_label_id_hour_pk" PRIMARY KEY("workspace_id","number_id","label_id","hour")
);
--> statement-breakpoint
CREATE INDEX "opt_outs_at" ON "opt_outs" USING btree ("workspace_id","number_id","at");