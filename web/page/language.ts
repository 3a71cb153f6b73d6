// Languages: which one the page speaks, and the best text there is for it.

import en from '../../assets/strings/en.json';
import vi from '../../assets/strings/vi.json';
import zh from '../../assets/strings/zh.json';
import type { LocalizedText } from '../io/types.ts';

/** A text, and the language it is really in. */
export interface Said {
    text: string;
    lang: string;
}

export type StringKey = keyof typeof en;

const kStrings: Record<string, Partial<Record<StringKey, string>>> = { vi, en, zh };
const kOwnNames: Record<string, string> = { vi: 'Tiếng Việt', en: 'English', zh: '中文' };

/** What a language calls itself. */
export function languageName(tag: string): string {
    const known = kOwnNames[tag];
    if (known) {
        return known;
    }
    try {
        return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
    } catch {
        return tag;
    }
}

/** The one of `offered` that serves a wish: "zh-Hans-CN" takes "zh-Hans", "zh"; "zh" takes "zh-Hans". */
export function matchLanguage(wish: string, offered: readonly string[]): string | undefined {
    let tag = wish.toLowerCase();
    for (;;) {
        const found =
            offered.find((o) => o.toLowerCase() === tag) ??
            offered.find((o) => o.toLowerCase().startsWith(`${tag}-`));
        const cut = tag.lastIndexOf('-');
        if (found || cut < 0) {
            return found;
        }
        tag = tag.slice(0, cut);
    }
}

/** The best there is: this language, then the tour's in order, then any. */
export function say(
    text: LocalizedText | undefined,
    language: string,
    fallbacks: readonly string[],
): Said {
    for (const lang of [language, ...fallbacks, ...Object.keys(text ?? {})]) {
        const found = text?.[lang];
        if (found) {
            return { text: found, lang };
        }
    }
    return { text: '', lang: language };
}

/** The words of the interface in one language; English where a word is missing. */
export class Words {
    readonly lang: string;
    private readonly strings: Partial<Record<StringKey, string>>;

    constructor(language: string) {
        this.lang = matchLanguage(language, Object.keys(kStrings)) ?? 'en';
        this.strings = kStrings[this.lang] ?? {};
    }

    /** `{name}` in a text is replaced by `values.name`. */
    get(key: StringKey, values: Record<string, string | number> = {}): string {
        const text = this.strings[key] ?? en[key];
        return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
    }
}
