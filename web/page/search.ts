// Search that forgives: no diacritics, no case, no spaces, words in any order.

import type { LocalizedText } from '../io/types.ts';

const kMarks = /[\u0300-\u036f]/g;

/** "Trấn Quốc" → "tran quoc". */
export function fold(text: string): string {
    return text
        .normalize('NFD')
        .replace(kMarks, '')
        .replace(/[đĐ]/g, 'd')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
}

/** What a query is compared with: all names of a place, folded, with and without spaces. */
export function searchable(...texts: (LocalizedText | string | undefined)[]): string {
    const parts: string[] = [];
    for (const text of texts) {
        const all = typeof text === 'string' ? [text] : Object.values(text ?? {});
        for (const one of all) {
            const folded = fold(one);
            parts.push(folded, folded.replaceAll(' ', ''));
        }
    }
    return parts.join('\n');
}

/** True if every word of the query is somewhere in the place's names. */
export function matches(haystack: string, query: string): boolean {
    return fold(query)
        .split(' ')
        .every((word) => haystack.includes(word));
}
