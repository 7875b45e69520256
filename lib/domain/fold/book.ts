import { categoryIds, type Counts, type Dimension, dimensions } from "@/lib/domain/counts";
import type { Category, Instant } from "@/lib/domain/event";
import { hourStart } from "@/lib/domain/time";
import type { Labels } from "./messages";
import { Cells, type NumberRollup } from "./rollups";

/** Hour rows of one number: all of it, and by each label. */
export class Book {
  readonly all = new Cells();
  readonly failures = new Map<Instant, Map<number, number>>();
  private readonly byLabel = new Map<Dimension, Map<string, Cells>>();
  private readonly zone: string;

  constructor(zone: string) {
    this.zone = zone;
  }

  add(at: Instant, name: keyof Counts, count: number, labels: Labels): void {
    const hour = hourStart(at, this.zone);
    this.all.add(hour, name, count);
    for (const dimension of Object.keys(dimensions) as Dimension[]) {
      const label = dimension === "category" ? categoryLabel(labels.category) : labels[dimension];
      if (label !== undefined) this.cells(dimension, label).add(hour, name, count);
    }
  }

  fail(at: Instant, code: number, count: number): void {
    const hour = hourStart(at, this.zone);
    const codes = this.failures.get(hour) ?? new Map<number, number>();
    this.failures.set(hour, codes.set(code, (codes.get(code) ?? 0) + count));
  }

  rows(): NumberRollup["breakdown"] {
    return new Map(
      [...this.byLabel].map(([dimension, labels]) => [
        dimension,
        new Map([...labels].map(([label, cells]) => [label, cells.hours])),
      ]),
    );
  }

  private cells(dimension: Dimension, label: string): Cells {
    const labels = this.byLabel.get(dimension) ?? new Map<string, Cells>();
    this.byLabel.set(dimension, labels);
    const cells = labels.get(label) ?? new Cells();
    labels.set(label, cells);
    return cells;
  }
}

export function categoryLabel(category: Category | undefined): string {
  return String(category ? categoryIds[category] : categoryIds.unknown);
}
