// The tour in Marzipano: cube tiles, a scene object for each scene.

import { degrees, firstScene, listScenes, openTour, radians, sceneById } from './common.mjs';

const { Marzipano } = window;
const { tour, text } = await openTour();
const element = document.querySelector('#panorama');
const viewer = new Marzipano.Viewer(element);
const made = new Map();
let current;

/** Marzipano counts fov from top to bottom, and pitch downwards. */
function viewOf({ yaw, pitch, fov }) {
    const { clientWidth, clientHeight } = element;
    const vertical = 2 * Math.atan((Math.tan(radians(fov) / 2) * clientHeight) / clientWidth);
    return { yaw: radians(yaw), pitch: -radians(pitch), fov: vertical };
}

function limiter(scene, finest) {
    const { limit } = Marzipano.RectilinearView;
    const limits = [limit.resolution(finest), limit.vfov(radians(5), radians(110))];
    limits.push(
        scene.limits
            ? limit.pitch(-radians(scene.limits.pitch[1]), -radians(scene.limits.pitch[0]))
            : limit.pitch(-Math.PI / 2, Math.PI / 2),
    );
    if (scene.limits && scene.limits.yaw[1] - scene.limits.yaw[0] < 360) {
        limits.push(limit.yaw(radians(scene.limits.yaw[0]), radians(scene.limits.yaw[1])));
    }
    return Marzipano.util.compose(...limits);
}

function spotElement(spot) {
    const button = document.createElement(spot.url ? 'a' : 'button');
    button.className = 'spot';
    const words = document.createElement('p');
    words.textContent = [text(spot.title), text(spot.text)].filter(Boolean).join(': ');
    if (spot.url) {
        button.href = spot.url;
        button.rel = 'noopener';
    }
    if (spot.to) {
        button.addEventListener('click', () => goTo(spot.to, spot.arrive));
    } else if (!spot.url) {
        // Information opens and closes; a link says at once where it leads.
        button.setAttribute('aria-label', text(spot.title) || text(spot.text));
        button.setAttribute('aria-expanded', 'false');
        button.append('i');
        words.hidden = true;
        button.addEventListener('click', () => {
            words.hidden = !words.hidden;
            button.firstChild.textContent = words.hidden ? 'i' : '';
            button.setAttribute('aria-expanded', String(!words.hidden));
        });
    }
    button.append(words);
    return button;
}

function make(scene) {
    const { tile, levels } = tour.panoramas[scene.panorama];
    const sizes = Array.from({ length: levels }, (_, level) => ({
        tileSize: tile,
        size: tile * 2 ** level,
    }));
    const view = new Marzipano.RectilinearView(
        viewOf(scene.view),
        limiter(scene, sizes.at(-1).size),
    );
    const result = viewer.createScene({
        source: Marzipano.ImageUrlSource.fromString(
            `panoramas/${scene.panorama}/{z}/{f}/{y}/{x}.webp`,
        ),
        geometry: new Marzipano.CubeGeometry(sizes),
        view,
        pinFirstLevel: true,
    });
    for (const spot of scene.hotspots) {
        result
            .hotspotContainer()
            .createHotspot(spotElement(spot), { yaw: radians(spot.yaw), pitch: -radians(spot.pitch) });
    }
    return { scene: result, view, id: scene.id };
}

function goTo(id, arriveYaw) {
    const scene = sceneById(tour, id);
    if (!scene) {
        return;
    }
    if (!made.has(id)) {
        made.set(id, make(scene));
    }
    current = made.get(id);
    current.view.setParameters(viewOf({ ...scene.view, yaw: arriveYaw ?? scene.view.yaw }));
    current.scene.switchTo({ transitionDuration: 600 });
    showInList(id);
}

const showInList = listScenes(tour, text, (id) => goTo(id));
goTo(firstScene(tour).id);

/** For other scripts: turn the view (degrees), or change the scene. */
window.vr360Export = {
    viewer,
    lookAt: (view) => current.view.setParameters(viewOf(view)),
    goTo,
    scene: () => current.id,
    view: () => ({ yaw: degrees(current.view.yaw()), pitch: -degrees(current.view.pitch()) }),
};
