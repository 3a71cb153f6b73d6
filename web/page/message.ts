// One line that tells a visitor what is wrong, and what can be done.

import { byId, make, show } from './dom.ts';

export function showMessage(text: string | null, action?: { name: string; run: () => void }): void {
    const place = byId('message');
    place.replaceChildren(text ?? '');
    if (action) {
        const button = make('button', { type: 'button', class: 'pill-button' }, action.name);
        button.addEventListener('click', () => {
            showMessage(null);
            action.run();
        });
        place.append(button);
    }
    show(place, text !== null);
}
