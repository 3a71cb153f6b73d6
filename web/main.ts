// Starts the page: everything that the first picture needs is asked for at once, and the rest waits.

import { Picture, type PictureEvents } from './gl/picture.ts';
import { Surface } from './gl/surface.ts';
import { Core } from './io/core.ts';
import { Package } from './io/package.ts';
import type { View } from './io/types.ts';
import { isBare, readAddress } from './page/address.ts';
import { Vr360Host } from './page/api.ts';
import { App } from './page/app.ts';
import { byId, show } from './page/dom.ts';
import { offerFonts } from './page/fonts.ts';
import { matchLanguage, Words } from './page/language.ts';
import { showMessage } from './page/message.ts';
import { readPreferences } from './page/preferences.ts';

const kFadeSeconds = 0.6;

const host = new Vr360Host();
Object.assign(window, { vr360: host.face });

/** From the address, from an earlier visit, from the browser; else the tour's own. */
function chooseLanguage(offered: readonly string[]): string {
    const wishes = [readAddress().lang, readPreferences().lang, ...navigator.languages];
    for (const wish of wishes) {
        const found = wish ? matchLanguage(wish, offered) : undefined;
        if (found) {
            return found;
        }
    }
    return offered[0] ?? 'en';
}

async function loadCore(): Promise<Core | undefined> {
    try {
        // The page's head names it, so that this script need not change with it.
        return await Core.load(byId('vr360-core').getAttribute('href') ?? '');
    } catch (error) {
        console.warn('the core could not be started:', error);
        return undefined;
    }
}

async function start(): Promise<void> {
    const bare = isBare();
    document.body.classList.toggle('bare', bare);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Both are under way since the page's head. While they come, the context and its shaders are made.
    const corePromise = loadCore();
    const packagePromise = Package.open();
    const surface = Surface.open(byId<HTMLCanvasElement>('picture'));
    const tourPackage = await packagePromise;
    const first = tourPackage.siteOrStart(readAddress().site);
    tourPackage.site(first).catch(() => {});

    const core = await corePromise;
    let app: App | undefined;
    const events: PictureEvents = {
        drawn: (view) => {
            if (app?.drawn(view)) {
                host.tell('viewchange', view);
            }
        },
        settled: () => {
            app?.settled();
            host.tell('settled', app?.getView());
        },
    };
    const picture =
        core && surface ? new Picture(surface, core, events, calm ? 0 : kFadeSeconds) : undefined;
    const language = chooseLanguage(tourPackage.tour.languages);
    const visit = new App(tourPackage, picture, core, language, calm, {
        sceneChanged: (site, scene) => host.tell('scenechange', { site, scene }),
    });
    app = visit;
    host.open({
        setView: (view: Partial<View>) => visit.setView(view),
        getView: () => visit.getView(),
        goTo: (site, scene, view) => visit.goTo(site, scene, view),
        settled: () => visit.arrived && (picture?.settled ?? true),
    });
    show(byId('bar'), true);
    show(byId('lower'), true);
    offerFonts(tourPackage.tour);
    await visit.enterAddress('replace');
    host.isReady();
}

start().catch((error: unknown) => {
    console.error(error);
    host.hasFailed(error);
    const words = new Words(readAddress().lang ?? navigator.language);
    document.documentElement.lang = words.lang;
    if (byId('message').hidden) {
        const again = { name: words.get('try_again'), run: () => location.reload() };
        showMessage(words.get('tour_failed'), again);
    }
});
