// The words of the page's language, as the catalogue of the site has them.

export interface Words {
  /** Phrases by name, with gaps like `{number}`. */
  phrases: Record<string, string>;
  /** Forms for counted things, and which form goes with 0 to 199 (larger numbers: as their last two digits and 100). */
  counts: Record<string, string[]>;
  plural: string;
}

export class Speech {
  constructor(
    private readonly words: Words,
    readonly language: string,
  ) {}

  say(phrase: string, gaps: Record<string, string | number> = {}): string {
    const text = this.words.phrases[phrase] ?? phrase;
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
  }

  count(thing: string, number: number): string {
    const place = number < 200 ? number : (number % 100) + 100;
    const form = this.words.counts[thing][Number(this.words.plural[place])];
    return form.replace("{number}", number.toLocaleString("en"));
  }

  /** `1 day 2 h`, `43 min 12 s`. */
  time(seconds: number): string {
    const found: string[] = [];
    let rest = seconds;
    for (const [unit, size] of UNITS) {
      const count = Math.floor(rest / size);
      rest -= count * size;
      if (count) found.push(this.count(unit, count));
    }
    return found.join(this.say("gap")) || this.count("minute", 0);
  }

  /** A moment on this machine's clock. */
  moment(second: number): string {
    const form = { dateStyle: "medium", timeStyle: "short" } as const;
    return new Intl.DateTimeFormat(this.language === "en" ? "en-GB" : this.language, form).format(second * 1000);
  }
}

const UNITS: [string, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
