// Reads a package over HTTP. All paths are relative to the page, which lies in the package's root.

import type { Site, SiteEntry, Tour } from './types.ts';

const kKnownVersion = 1;

/** A package file could not be had, or is not what it should be. `message` is for the console. */
export class PackageError extends Error {}

export class Package {
    private readonly sites = new Map<string, Promise<Site>>();

    private constructor(readonly tour: Tour) {}

    static async open(): Promise<Package> {
        const tour = await readJson<Tour>('tour.json', 'vr360-tour');
        if (!Array.isArray(tour.sites) || tour.sites.length === 0) {
            throw new PackageError('tour.json: no sites');
        }
        return new Package(tour);
    }

    findSite(id: string | null): SiteEntry | undefined {
        return this.tour.sites.find((entry) => entry.id === id);
    }

    /** The site asked for, or where the tour starts, or its first. */
    siteOrStart(id: string | null): SiteEntry {
        const entry = this.findSite(id) ?? this.findSite(this.tour.start) ?? this.tour.sites[0];
        return entry as SiteEntry;
    }

    /** A site's file; read once, and again only after a failure. */
    site(entry: SiteEntry): Promise<Site> {
        let site = this.sites.get(entry.id);
        if (!site) {
            site = readJson<Site>(entry.file, 'vr360-site');
            this.sites.set(entry.id, site);
            site.catch(() => this.sites.delete(entry.id));
        }
        return site;
    }
}

async function readJson<T extends { format: string; version: number }>(
    path: string,
    format: string,
): Promise<T> {
    let value: T;
    try {
        const response = await fetch(path);
        if (!response.ok) {
            throw new PackageError(`${path}: HTTP ${response.status}`);
        }
        value = (await response.json()) as T;
    } catch (error) {
        throw error instanceof PackageError ? error : new PackageError(`${path}: ${String(error)}`);
    }
    if (value.format !== format || value.version > kKnownVersion) {
        throw new PackageError(`${path}: not a ${format} of version ${kKnownVersion}`);
    }
    return value;
}
