ALTER TABLE "events" ADD COLUMN "origin" integer;--> statement-breakpoint
ALTER TABLE "seen" ADD COLUMN "origin" integer;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "origin" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "reach" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "beat_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "said_no_origin" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "said_yes_origin" integer DEFAULT 0 NOT NULL;