// The visit: which site and scene, in which language; puts the parts of the page together.

import type { Picture } from '../gl/picture.ts';
import { now, type Core } from '../io/core.ts';
import type { Package } from '../io/package.ts';
import type { Hotspot, LocalizedText, Scene, Site, SiteEntry, View } from '../io/types.ts';
import { AddressWriter, addressOf, readAddress } from './address.ts';
import { Bar } from './bar.ts';
import { byId, show } from './dom.ts';
import { Doors } from './doors.ts';
import { firstView } from './first_view.ts';
import { Hotspots } from './hotspots.ts';
import { PictureInput } from './input.ts';
import { say, Words, type Said } from './language.ts';
import { showMessage } from './message.ts';
import { NarrationPlayer } from './narration.ts';
import { infoPanel, type Setting } from './panels.ts';
import { readPreferences, writePreferences, type Preferences } from './preferences.ts';
import { RouteBar } from './route.ts';
import { Sheet } from './sheet.ts';
import { Still } from './still.ts';
import { TurnButtons } from './turn_buttons.ts';

export interface AppEvents {
    sceneChanged(site: string, scene: string): void;
}

/** How a place is entered. */
interface Entry {
    view?: Partial<View> | undefined;
    history: 'push' | 'replace' | 'none';
}

const kTravelSeconds = 0.6;
/** Scenes that may come next are fetched for this many links. */
const kPreparedLinks = 4;

export class App {
    private site: Site | undefined;
    private scene: Scene | undefined;
    private view: View = { yaw: 0, pitch: 0, fov: 90 };
    /** Set from outside since the last picture. */
    private wished: View | undefined;
    private words: Words;
    private readonly preferences: Preferences = readPreferences();
    private readonly sheet = new Sheet();
    private readonly doors = new Doors(this.sheet, {
        setting: () => this.setting(),
        site: () => this.site,
        scene: () => this.scene,
        preferences: this.preferences,
        href: () => this.href() ?? location.href,
        goTo: (site) => this.goTo(site),
        route: () => this.route.current?.id,
        takeRoute: (id) => this.takeRoute(id),
        setLanguage: (tag) => this.setLanguage(tag),
        change: (preferences) => this.change(preferences),
    });
    private readonly bar: Bar;
    private readonly route: RouteBar;
    private readonly narration: NarrationPlayer;
    private readonly hotspots: Hotspots;
    private readonly turnButtons: TurnButtons | undefined;
    private readonly still: Still | undefined;
    private readonly address = new AddressWriter(() => this.href());
    private readonly travelSeconds: number;
    /** Of the last place asked for: an answer for an earlier one is ignored. */
    private visit = 0;
    /** Places being entered: their files are on the way, and the picture is still another's. */
    private entering = 0;
    private prepared = false;

    constructor(
        private readonly tourPackage: Package,
        private readonly picture: Picture | undefined,
        core: Core | undefined,
        private language: string,
        calm: boolean,
        private readonly events: AppEvents,
    ) {
        this.words = new Words(language);
        this.travelSeconds = calm ? 0 : kTravelSeconds;
        const { doors } = this;
        this.bar = new Bar({
            sites: () => doors.sites(),
            about: () => doors.about(),
            language: () => doors.languages(),
            share: () => doors.share(),
            more: () => doors.more(this.bar),
        });
        this.route = new RouteBar({
            goTo: (site) => void this.goTo(site).catch(() => {}), // the page has said so
            open: () => doors.routes(),
            leave: () => this.leaveRoute(),
        });
        this.narration = new NarrationPlayer(
            core,
            this.words,
            () => doors.sound(this.narration),
            () => this.complain('narration_failed'),
        );
        this.hotspots = new Hotspots(
            picture,
            (hotspot) => this.follow(hotspot),
            (hotspot) => this.travel({ ...this.view, yaw: hotspot.yaw, pitch: hotspot.pitch }),
        );
        if (picture) {
            new PictureInput(picture, () =>
                this.travel(this.scene ? firstView(this.scene) : this.view),
            );
            this.turnButtons = new TurnButtons(picture, () => this.view, this.travelSeconds);
        } else {
            this.still = new Still();
        }
        this.applyWords();
        this.applySize();
        window.addEventListener('popstate', () => {
            this.enterAddress('none').catch(() => {}); // the page has said so
        });
        window.addEventListener('offline', () => this.complain('offline'));
        window.addEventListener('online', () => {
            showMessage(null);
            picture?.refresh();
        });
    }

    /** Goes where the page's address points. */
    async enterAddress(history: Entry['history']): Promise<void> {
        const address = readAddress();
        const route = this.tourPackage.tour.routes?.find((r) => r.id === address.route);
        if (route !== this.route.current) {
            this.route.set(route);
        }
        const entry = this.tourPackage.siteOrStart(address.site ?? route?.sites[0] ?? null);
        const known = entry.id === address.site || address.site === null;
        const view = known ? address.view : undefined;
        await this.enter(entry, known ? address.scene : null, { view, history });
    }

    async goTo(site: string, scene?: string, view?: Partial<View>): Promise<void> {
        const entry = this.tourPackage.findSite(site);
        if (!entry) {
            throw new Error(`no site "${site}" in this tour`);
        }
        await this.enter(entry, scene ?? null, { view, history: 'push' });
    }

    /** Begins a walk at its first stop. */
    private async takeRoute(id: string): Promise<void> {
        const route = this.tourPackage.tour.routes?.find((r) => r.id === id);
        this.route.set(route);
        if (route?.sites[0]) {
            await this.goTo(route.sites[0]);
        }
    }

    private leaveRoute(): void {
        this.route.set(undefined);
        this.drawRoute();
        this.address.replace();
        this.picture?.canvas.focus({ preventScroll: true });
    }

    private drawRoute(): void {
        this.route.draw(this.words, this.say(this.route.current?.title));
    }

    setView(view: Partial<View>): void {
        // Several may come before the next picture.
        this.wished = { ...(this.wished ?? this.view), ...view };
        const { yaw, pitch, fov } = this.wished;
        this.picture?.core.exports.setView(yaw, pitch, fov);
        this.picture?.refresh();
    }

    getView(): View {
        return { ...this.view };
    }

    /** A frame was drawn. True if the view is another than before. */
    drawn(view: View): boolean {
        const { yaw, pitch, fov } = this.view;
        const moved = view.yaw !== yaw || view.pitch !== pitch || view.fov !== fov;
        this.view = view;
        this.wished = undefined;
        this.hotspots.place();
        if (moved && this.scene) {
            this.address.touch();
        }
        return moved;
    }

    /** All is drawn: time to fetch what may come next. */
    settled(): void {
        if (this.prepared || !this.picture) {
            return;
        }
        this.prepared = true;
        const links = (this.scene?.hotspots ?? []).filter(
            (hotspot) => hotspot.kind === 'scene' || hotspot.kind === 'site',
        );
        for (const link of links.slice(0, kPreparedLinks)) {
            void this.prepare(link, this.visit);
        }
    }

    /** False while another place is on its way. */
    get arrived(): boolean {
        return this.entering === 0;
    }

    private async enter(entry: SiteEntry, sceneId: string | null, how: Entry): Promise<void> {
        ++this.entering;
        try {
            await this.load(entry, sceneId, how);
        } finally {
            --this.entering;
        }
    }

    private async load(entry: SiteEntry, sceneId: string | null, how: Entry): Promise<void> {
        const visit = ++this.visit;
        const playing = this.narration.playing;
        let site: Site;
        try {
            site = await this.tourPackage.site(entry);
        } catch (error) {
            if (visit === this.visit) {
                this.complain('site_failed', () => {
                    this.enter(entry, sceneId, how).catch(() => {}); // complains again
                });
            }
            throw error;
        }
        if (visit !== this.visit) {
            return;
        }
        const scene = site.scenes.find((s) => s.id === sceneId) ?? (site.scenes[0] as Scene);
        this.showScene(site, scene, { ...firstView(scene), ...how.view });
        if (how.history === 'push') {
            this.address.push();
        } else if (how.history === 'replace') {
            this.address.replace();
        }
        if (playing) {
            this.narration.play(); // whoever listens goes on listening
        }
        this.events.sceneChanged(site.id, scene.id);
    }

    private showScene(site: Site, scene: Scene, view: View): void {
        const another = scene !== this.scene;
        this.site = site;
        this.scene = scene;
        this.prepared = false;
        this.picture?.core.exports.forgetPrepared();
        this.picture?.show(scene.panorama, view);
        this.still?.show(scene.panorama, this.words.get('still_of', { name: this.title().text }));
        this.view = view;
        this.route.arrive(site.id);
        this.drawRoute();
        showMessage(this.still ? this.words.get('still_note') : null);
        if (another) {
            this.narration.setScene(scene);
            this.narration.choose(this.language, this.preferences);
            this.fillScene();
        }
    }

    /** Where a link leads, and the view there. */
    private async target(
        hotspot: Hotspot,
    ): Promise<{ site: Site; scene: Scene; view: View } | null> {
        if (hotspot.kind !== 'scene' && hotspot.kind !== 'site') {
            return null;
        }
        const entry = this.tourPackage.findSite(hotspot.kind === 'site' ? hotspot.site : '');
        const site = entry ? await this.tourPackage.site(entry) : this.site;
        const scene = site?.scenes.find((s) => s.id === hotspot.scene) ?? site?.scenes[0];
        if (!site || !scene) {
            return null;
        }
        const view = { ...firstView(scene), ...hotspot.arrive };
        if (hotspot.kind === 'scene' && hotspot.arrive?.yaw === undefined && this.scene) {
            // Within a site one goes on facing the same way.
            view.yaw = this.view.yaw + this.scene.heading - scene.heading;
        }
        return { site, scene, view };
    }

    private async prepare(hotspot: Hotspot, visit: number): Promise<void> {
        const target = await this.target(hotspot).catch(() => null);
        if (target && visit === this.visit) {
            this.picture?.prepare(target.scene.panorama, target.view);
        }
    }

    private follow(hotspot: Hotspot): void {
        switch (hotspot.kind) {
            case 'info':
                this.sheet.open(() => infoPanel(this.setting(), hotspot));
                break;
            case 'url':
                break; // a link by itself
            case 'audio':
                this.narration.playExtra(hotspot.narration);
                break;
            default:
                void this.followLink(hotspot);
        }
    }

    private async followLink(hotspot: Hotspot): Promise<void> {
        ++this.entering;
        try {
            const target = await this.target(hotspot).catch(() => null);
            const entry = target && this.tourPackage.findSite(target.site.id);
            if (!entry) {
                this.complain('site_failed', () => void this.followLink(hotspot));
                return;
            }
            await this.enter(entry, target.scene.id, { view: target.view, history: 'push' });
            this.picture?.canvas.focus({ preventScroll: true });
        } catch {
            // The page has said so.
        } finally {
            --this.entering;
        }
    }

    private travel(view: View): void {
        const { yaw, pitch, fov } = view;
        this.picture?.core.exports.travelTo(yaw, pitch, fov, this.travelSeconds, now());
        this.picture?.refresh();
    }

    private href(): string | undefined {
        if (!this.site || !this.scene) {
            return undefined;
        }
        const { site, scene, language: lang } = this;
        const route = this.route.current?.id;
        return addressOf({ site: site.id, scene: scene.id, lang, route }, this.view);
    }

    // Words

    private say(text: LocalizedText | undefined): Said {
        return say(text, this.language, this.tourPackage.tour.languages);
    }

    private setting(): Setting {
        return { tour: this.tourPackage.tour, words: this.words, language: this.language };
    }

    private title(): Said {
        return this.say(this.site?.name);
    }

    private setLanguage(tag: string): void {
        this.language = tag;
        this.words = new Words(tag);
        this.change({ lang: tag });
        this.applyWords();
        this.fillScene();
        this.address.replace();
    }

    private change(preferences: Partial<Preferences>): void {
        Object.assign(this.preferences, preferences);
        writePreferences(this.preferences);
        this.applySize();
        this.narration.choose(this.language, this.preferences);
        this.sheet.refresh();
    }

    private applySize(): void {
        document.body.classList.toggle('large-text', this.preferences.largeText);
    }

    private applyWords(): void {
        const words = this.words;
        document.documentElement.lang = words.lang;
        this.bar.name(words, this.language);
        this.sheet.nameClose(words.get('close'));
        this.narration.name(words);
        this.turnButtons?.name(words);
        this.drawRoute();
        const canvas = byId('picture');
        canvas.setAttribute('aria-roledescription', words.get('panorama'));
        this.sheet.refresh();
    }

    private fillScene(): void {
        const { site, scene, words } = this;
        if (!site || !scene) {
            return;
        }
        const title = this.title();
        const tourTitle = this.say(this.tourPackage.tour.title);
        document.title =
            title.text === tourTitle.text ? title.text : `${title.text} · ${tourTitle.text}`;
        this.bar.fill(title, site.scenes.length > 1 ? this.say(scene.name) : tourTitle);
        const name = scene.name ? `${title.text}, ${this.say(scene.name).text}` : title.text;
        byId('picture').setAttribute('aria-label', words.get('panorama_of', { name }));
        this.hotspots.set(
            scene.hotspots ?? [],
            {
                name: (hotspot) => this.hotspotName(hotspot),
                purpose: (hotspot) => words.get(kPurposes[hotspot.kind]),
            },
            words.get('hotspots'),
        );
        show(byId('hotspots'), (scene.hotspots ?? []).length > 0);
    }

    private hotspotName(hotspot: Hotspot): Said {
        const own = this.say(hotspot.title);
        if (own.text) {
            return own;
        }
        switch (hotspot.kind) {
            case 'scene':
                return this.say(this.site?.scenes.find((s) => s.id === hotspot.scene)?.name);
            case 'site':
                return this.say(this.tourPackage.findSite(hotspot.site)?.name);
            case 'url':
                return { text: new URL(hotspot.url, location.href).host, lang: this.words.lang };
            default:
                return { text: this.words.get(kPurposes[hotspot.kind]), lang: this.words.lang };
        }
    }

    private complain(
        key: 'narration_failed' | 'site_failed' | 'offline',
        again?: () => void,
    ): void {
        const action = again && { name: this.words.get('try_again'), run: again };
        showMessage(this.words.get(key), action);
    }
}

const kPurposes = {
    info: 'information',
    scene: 'go_to',
    site: 'go_to',
    url: 'open_link',
    audio: 'listen',
} as const;
