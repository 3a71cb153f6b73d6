// Opens the sheet's panels for the visit as it is: which of them, and with what.

import type { Scene, Site, View } from '../io/types.ts';
import type { Bar } from './bar.ts';
import { gallery, type GalleryState } from './gallery.ts';
import { languageName } from './language.ts';
import { subtitlesFor, type NarrationPlayer } from './narration.ts';
import {
    aboutPanel,
    languagePanel,
    morePanel,
    sharePanel,
    soundPanel,
    type Setting,
} from './panels.ts';
import type { Preferences } from './preferences.ts';
import { routesPanel } from './routes_panel.ts';
import type { Sheet } from './sheet.ts';

/** What the panels show, and what they may change. */
export interface Visit {
    setting(): Setting;
    site(): Site | undefined;
    scene(): Scene | undefined;
    preferences: Preferences;
    /** The address of the present view. */
    href(): string;
    goTo(site: string, scene?: string, view?: Partial<View>): Promise<void>;
    /** The walk that is being taken. */
    route(): string | undefined;
    takeRoute(id: string): Promise<void>;
    setLanguage(tag: string): void;
    change(preferences: Partial<Preferences>): void;
}

export class Doors {
    private readonly galleryState: GalleryState = { query: '', category: '' };

    constructor(
        private readonly sheet: Sheet,
        private readonly visit: Visit,
    ) {}

    sites(): void {
        const { visit, sheet } = this;
        sheet.open(() =>
            gallery(visit.setting(), visit.site()?.id ?? '', this.galleryState, {
                site: (id) => {
                    sheet.close();
                    visit.goTo(id).catch(() => {}); // the page has said so
                },
                routes: () => this.routes(),
            }),
        );
    }

    routes(): void {
        const { visit, sheet } = this;
        sheet.open(() =>
            routesPanel(visit.setting(), visit.route(), (id) => {
                sheet.close();
                visit.takeRoute(id).catch(() => {}); // the page has said so
            }),
        );
    }

    about(): void {
        const site = this.visit.site();
        if (site) {
            this.sheet.open(() => aboutPanel(this.visit.setting(), site));
        }
    }

    languages(): void {
        this.sheet.open(() =>
            languagePanel(this.visit.setting(), (tag) => {
                this.sheet.close();
                this.visit.setLanguage(tag);
            }),
        );
    }

    sound(narration: NarrationPlayer): void {
        const scene = this.visit.scene();
        if (!scene) {
            return;
        }
        this.sheet.open(() =>
            soundPanel(
                this.visit.setting(),
                {
                    narrations: Object.keys(scene.narration ?? {}),
                    subtitles: Object.keys(subtitlesFor(scene, narration.languages.narration)),
                    choice: narration.languages,
                    preferences: this.visit.preferences,
                    transcript: narration.transcript,
                    machineVoice: narration.machineVoice,
                },
                (preferences) => this.visit.change(preferences),
            ),
        );
    }

    more(bar: Bar): void {
        this.sheet.open(() => {
            const setting = this.visit.setting();
            const { words } = setting;
            const language = `${words.get('language')}: ${languageName(setting.language)}`;
            return morePanel(setting, this.visit.site(), [
                { icon: 'info', name: words.get('about_place'), run: () => this.about() },
                { icon: 'globe', name: language, run: () => this.languages() },
                { icon: 'share', name: words.get('share'), run: () => this.share() },
                ...bar.fullScreenActions(words, () => this.sheet.close()),
            ]);
        });
    }

    /** By the device's own way of sharing where it is a hand-held one. */
    share(): void {
        const href = this.visit.href();
        const handheld = matchMedia('(pointer: coarse)').matches;
        if (handheld && 'share' in navigator) {
            navigator.share({ title: document.title, url: href }).catch(() => {}); // thought better of it
            return;
        }
        this.sheet.open(() => sharePanel(this.visit.setting(), href));
    }
}
