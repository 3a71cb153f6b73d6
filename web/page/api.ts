// window.vr360: the page as others drive it (docs/embedding.md). Small on purpose.

import type { View } from '../io/types.ts';

export interface Driver {
    setView(view: Partial<View>): void;
    getView(): View;
    goTo(site: string, scene?: string, view?: Partial<View>): Promise<void>;
    settled(): boolean;
}

/** Events: viewchange, scenechange, settled; `detail` says to what. */
export class Vr360 extends EventTarget {
    constructor(
        /** Done when the first scene is there and everything may be called; fails if it cannot be. */
        readonly ready: Promise<void>,
        private readonly driver: () => Driver | undefined,
    ) {
        super();
    }

    setView(view: Partial<View>): void {
        this.driver()?.setView(view);
    }

    /** Degrees; before `ready` the view is that of nowhere. */
    getView(): View {
        return this.driver()?.getView() ?? { yaw: 0, pitch: 0, fov: 90 };
    }

    goTo(site: string, scene?: string, view?: Partial<View>): Promise<void> {
        return this.ready.then(() => this.driver()?.goTo(site, scene, view));
    }

    settled(): boolean {
        return this.driver()?.settled() ?? false;
    }
}

/** The page's own end of it. */
export class Vr360Host {
    readonly face: Vr360;
    private driver: Driver | undefined;
    private resolve: () => void = () => {};
    private reject: (reason: unknown) => void = () => {};

    constructor() {
        const ready = new Promise<void>((resolve, reject) => {
            this.resolve = resolve;
            this.reject = reject;
        });
        // Nobody need listen: the page says itself what is wrong.
        ready.catch(() => {});
        this.face = new Vr360(ready, () => this.driver);
    }

    open(driver: Driver): void {
        this.driver = driver;
    }

    isReady(): void {
        this.resolve();
    }

    hasFailed(reason: unknown): void {
        this.reject(reason);
    }

    tell(event: 'viewchange' | 'scenechange' | 'settled', detail: unknown): void {
        this.face.dispatchEvent(new CustomEvent(event, { detail }));
    }
}
