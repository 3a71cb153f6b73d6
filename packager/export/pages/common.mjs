// What the three pages share: the tour's data, its language, the list of scenes.

/** The tour and the text function of the visitor's language. */
export async function openTour() {
    const response = await fetch('tour.json');
    if (!response.ok) {
        throw new Error(`tour.json: HTTP ${response.status}`);
    }
    const tour = await response.json();
    const language = chooseLanguage(tour.languages);
    const text = (words) =>
        words?.[language] ?? tour.languages.map((tag) => words?.[tag]).find(Boolean) ?? '';
    document.documentElement.lang = language;
    document.title = text(tour.title);
    return { tour, text };
}

function chooseLanguage(offered) {
    const wished = [new URLSearchParams(location.search).get('lang'), ...navigator.languages];
    for (const wish of wished.filter(Boolean)) {
        const found = offered.find(
            (tag) => tag === wish || wish.startsWith(`${tag}-`) || tag.startsWith(`${wish}-`),
        );
        if (found) {
            return found;
        }
    }
    return offered[0];
}

/** The scene that the address asks for (?scene=site/scene), else the tour's first. */
export function firstScene(tour) {
    const wish = new URLSearchParams(location.search).get('scene');
    return tour.scenes.find((scene) => scene.id === wish) ?? tour.scenes.find((s) => s.id === tour.start);
}

/** A list to choose scenes from; hidden where there is only one. Returns what keeps it up to date. */
export function listScenes(tour, text, go) {
    const list = document.querySelector('#scenes');
    for (const scene of tour.scenes) {
        list.add(new Option(text(scene.name), scene.id));
    }
    list.hidden = tour.scenes.length < 2;
    list.addEventListener('change', () => go(list.value));
    return (id) => {
        list.value = id;
    };
}

export function sceneById(tour, id) {
    return tour.scenes.find((scene) => scene.id === id);
}

/** For viewers that take HTML where text is meant. */
export function asHtml(text) {
    const element = document.createElement('span');
    element.textContent = text;
    return element.innerHTML;
}

export const radians = (degrees) => (degrees * Math.PI) / 180;
export const degrees = (radians) => (radians * 180) / Math.PI;
