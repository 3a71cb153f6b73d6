// Tells the linker what the page provides (web/io/core.ts); nothing of this is shipped.
mergeInto(LibraryManager.library, { fatal: function () {} });
