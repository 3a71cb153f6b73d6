// The package's JSON files as docs/format.md describes them. `vr360-pack verify` checks them; here
// they are only read.

/** A text in several languages: BCP 47 tag → text. */
export type LocalizedText = Record<string, string>;

export interface Tour {
    format: string;
    version: number;
    release: number;
    generator: string;
    title: LocalizedText;
    languages: string[];
    start: string;
    owner?: LocalizedText;
    credits?: LocalizedText;
    categories: Category[];
    sites: SiteEntry[];
    routes?: Route[];
    fonts?: TourFont[];
}

export interface Category {
    id: string;
    name: LocalizedText;
}

export interface SiteEntry {
    id: string;
    category: string;
    name: LocalizedText;
    place?: [number, number];
    file: string;
}

/** A walk through some of the sites, in this order. */
export interface Route {
    id: string;
    title: LocalizedText;
    text?: LocalizedText;
    sites: string[];
}

export interface TourFont {
    family: string;
    weight: number;
    otf: string;
    woff2: string;
}

export interface Site {
    format: string;
    version: number;
    id: string;
    category: string;
    name: LocalizedText;
    summary?: LocalizedText;
    place?: Place;
    status?: string;
    scenes: Scene[];
}

export interface Place {
    lat: number;
    lon: number;
    ward?: string;
    address?: LocalizedText;
}

export interface Scene {
    id: string;
    name?: LocalizedText;
    panorama: PanoramaRef;
    heading: number;
    view: View;
    narration?: Record<string, Narration>;
    /** Timed to the first narration. */
    subtitles?: Record<string, string>;
    hotspots?: Hotspot[];
}

export interface PanoramaRef {
    id: string;
    width: number;
    height: number;
    limits?: { yaw: [number, number]; pitch: [number, number] };
    preview: string;
}

/** Where a visitor looks, in degrees; `fov` is horizontal. */
export interface View {
    yaw: number;
    pitch: number;
    fov: number;
}

export interface Narration {
    opus: string;
    mp3: string;
    duration: number;
    voice: string;
    peaks?: string;
    /** Timed to this narration. */
    subtitles?: Record<string, string>;
}

interface HotspotBase {
    yaw: number;
    pitch: number;
    title?: LocalizedText;
}

export interface InfoHotspot extends HotspotBase {
    kind: 'info';
    text: LocalizedText;
    picture?: string;
    polygon?: [number, number][];
}

export interface SceneHotspot extends HotspotBase {
    kind: 'scene';
    scene: string;
    arrive?: Partial<View>;
}

export interface SiteHotspot extends HotspotBase {
    kind: 'site';
    site: string;
    scene?: string;
    arrive?: Partial<View>;
}

export interface UrlHotspot extends HotspotBase {
    kind: 'url';
    url: string;
}

export interface AudioHotspot extends HotspotBase {
    kind: 'audio';
    narration: Narration;
}

export type Hotspot = InfoHotspot | SceneHotspot | SiteHotspot | UrlHotspot | AudioHotspot;
