// A walk with a theme: the bar that says which stop one is at and leads to the next.

import type { Route } from '../io/types.ts';
import { byId, fill, icon, nameButton, show } from './dom.ts';
import type { Said, Words } from './language.ts';

export interface RouteActions {
    goTo(site: string): void;
    /** The list of walks, with this one marked. */
    open(): void;
    leave(): void;
}

export class RouteBar {
    private route: Route | undefined;
    /** Of the last stop that was visited; a side trip does not lose it. */
    private stop = -1;
    private onRoute = false;
    private readonly previous = byId<HTMLButtonElement>('route-previous');
    private readonly next = byId<HTMLButtonElement>('route-next');

    constructor(private readonly actions: RouteActions) {
        this.previous.append(icon('left'));
        this.next.append(icon('right'));
        byId('route-leave').append(icon('close'));
        this.previous.addEventListener('click', () => this.step(-1));
        this.next.addEventListener('click', () => this.step(1));
        byId('route-open').addEventListener('click', () => actions.open());
        byId('route-leave').addEventListener('click', () => actions.leave());
    }

    get current(): Route | undefined {
        return this.route;
    }

    /** Another walk, or none; where it stands is said by `arrive`. */
    set(route: Route | undefined): void {
        this.route = route;
        this.stop = -1;
        this.onRoute = false;
    }

    /** The visit is at this site now. */
    arrive(site: string): void {
        const at = this.route?.sites.indexOf(site) ?? -1;
        this.onRoute = at >= 0;
        if (this.onRoute) {
            this.stop = at;
        }
    }

    /** The stop that a step leads to; after a side trip the way leads back first. */
    target(step: number): string | undefined {
        const wanted = this.onRoute || this.stop < 0 ? this.stop + step : this.stop;
        return this.route?.sites[wanted];
    }

    draw(words: Words, title: Said): void {
        const { route } = this;
        show(byId('route'), route !== undefined);
        if (!route) {
            return;
        }
        fill(byId('route-title'), title);
        const count = route.sites.length;
        const stop = byId('route-stop');
        stop.lang = words.lang;
        stop.textContent = words.get('route_stop', { stop: Math.max(this.stop, 0) + 1, count });
        nameButton(byId('route'), words.get('routes'));
        byId('route-open').title = words.get('routes');
        nameButton(this.previous, words.get('previous_stop'));
        nameButton(this.next, words.get(this.onRoute ? 'next_stop' : 'back_to_route'));
        nameButton(byId('route-leave'), words.get('leave_route'));
        this.previous.disabled = this.target(-1) === undefined;
        this.next.disabled = this.target(1) === undefined;
    }

    private step(by: number): void {
        const site = this.target(by);
        if (site !== undefined) {
            this.actions.goTo(site);
        }
    }
}
