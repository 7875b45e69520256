"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { enterRating } from "@/app/_queries/numbers";
import { Age, Moment } from "@/app/_ui/times";
import { WhatsAppSays } from "@/app/_ui/whatsapp-says";
import { blockReasons, blockReasonWords } from "@/lib/domain/block-reasons";
import { enterRatingJson } from "@/lib/wire/rating";
import type { NumberPageJson } from "@/lib/wire/number";

/** WhatsApp's rating, who said so and when; without a token a person may type in what WhatsApp Manager shows. */
export function RatingNow({ number }: { number: NumberPageJson }) {
  const { rating, quality, qualityNote, zone } = number;
  return (
    <>
      <p className="medium">
        <WhatsAppSays rating={quality} note={rating.entered ? null : qualityNote} />
      </p>
      {rating.entered ? (
        <p>
          entered by {rating.entered.by ?? "somebody"} on{" "}
          <Moment at={rating.entered.at} zone={zone} />
          {rating.entered.reason !== null && `; top block reason: ${rating.entered.reason}`}
        </p>
      ) : (
        rating.since !== null && (
          <p>
            since <Moment at={rating.since} zone={zone} />
          </p>
        )
      )}
      {rating.before !== null && <p className="muted">{rating.before} before</p>}
      {rating.askedAt !== null && !rating.entered && (
        <p className="muted">
          asked <Age at={rating.askedAt} /> ago
        </p>
      )}
      <EnterRating number={number} />
    </>
  );
}

function EnterRating({ number }: { number: NumberPageJson }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: FormData) => {
      const given = Object.fromEntries(form);
      const reason = given["reason"] === "" ? null : given["reason"];
      return enterRating(number.id, enterRatingJson.parse({ ...given, reason }));
    },
    onSuccess: () => dialog.current?.close(),
    onSettled: () => client.invalidateQueries({ queryKey: ["numbers"] }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(new FormData(event.currentTarget));
  }

  return (
    <>
      <button
        type="button"
        className="button tiny no-print"
        onClick={() => dialog.current?.showModal()}
      >
        Enter what WhatsApp shows
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby="enter-rating">
        <form className="form" onSubmit={submit}>
          <h2 id="enter-rating">What does WhatsApp Manager show today?</h2>
          <p className="soft">
            In WhatsApp Manager under Phone numbers. It is kept with your name and today’s date, and
            counts for 7 days.
          </p>
          <Fields />
          {error !== null && (
            <p role="alert" className="note warn">
              {error.message}
            </p>
          )}
          <div className="actions">
            <button type="submit" className="button main" disabled={isPending}>
              Save
            </button>
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Not now
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

function Fields() {
  return (
    <>
      <fieldset className="two-line">
        <legend>Rating</legend>
        {(["green", "yellow", "red"] as const).map((rating) => (
          <label key={rating} className="choice">
            <input type="radio" name="rating" value={rating} required />
            <WhatsAppSays rating={rating} note={null} />
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="reason">Top block reason, if it shows one</label>
        <select id="reason" name="reason" className="select" defaultValue="">
          <option value="">none shown</option>
          {blockReasons.map((reason) => (
            <option key={reason} value={reason}>
              {blockReasonWords[reason]}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
