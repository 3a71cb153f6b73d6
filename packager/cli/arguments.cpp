#include "packager/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace vr360 {
namespace {

constexpr int kMaxJobs = 256;
constexpr int kFastMethod = 2;
constexpr int kFastQuality = 83;

int allCores() {
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMaxJobs);
}

/// Everything the options write into, until it is known which command was given.
struct Values {
    BuildOptions build;
    CheckOptions check;
    VerifyCommand verify;
    SampleCommand sample;
    NarrateCommand narrate;
    ServeCommand serve;
    ExportOptions foreign;
    std::string foreign_viewer;
    ImportOptions import;
    ExportCsvCommand export_csv;
    std::string separator = "comma";
    GarbageOptions garbage;
    NewCommand start;
    int jobs = allCores();
    bool json = false;
    std::string language;
    bool fast = false;
    bool lossless = false;
    bool no_web = false;
    std::string quality;
};

void addJobs(CLI::App* command, Values& values) {
    command->add_option("-j,--jobs", values.jobs, "Threads (default: all cores)")
        ->check(CLI::Range(1, kMaxJobs))
        ->type_name("N");
}

void addJson(CLI::App* command, Values& values) {
    command->add_flag("--json", values.json, "One JSON document on stdout");
}

void addStrict(CLI::App* command, bool& strict) {
    command->add_flag("--strict", strict, "Warnings are errors");
}

void addOnly(CLI::App* command, std::vector<std::string>& only, const std::string& what) {
    command->add_option("--only", only, what)->delimiter(',')->type_name("SITE,…");
}

CLI::App* addBuild(CLI::App& app, Values& values) {
    CLI::App* build = app.add_subcommand("build", "Make a package of a tour");
    build->add_option("TOUR", values.build.tour, "Folder with tour.toml")->required();
    build->add_option("-o,--output", values.build.package, "Package to write or to update")
        ->required()
        ->type_name("PACKAGE");
    addJobs(build, values);
    addOnly(build, values.build.only, "Only these sites; the others stay as published");
    build->add_flag("--fast", values.fast, "A third of the time, some percent larger");
    build->add_option("--quality", values.quality, "1 to 100 (default 82), or \"lossless\"")
        ->type_name("Q");
    build->add_flag("--lossless", values.lossless, "Same as --quality lossless");
    build->add_flag("--keep-going", values.build.keep_going, "Publish without sites that fail");
    addStrict(build, values.build.strict);
    build->add_option("--report", values.build.report, "Page about the build to write")
        ->type_name("OUT.html");
    build->add_flag("--no-web", values.no_web, "Leave the web viewer out");
    addJson(build, values);
    return build;
}

CLI::App* addServe(CLI::App& app, Values& values) {
    CLI::App* serve = app.add_subcommand("serve", "Show a package in browsers, for preview");
    serve->add_option("PACKAGE", values.serve.package, "Package to show")->required();
    serve->add_option("--port", values.serve.port, "Port (default 8360; 0 takes a free one)")
        ->check(CLI::Range(0, 65535))
        ->type_name("P");
    serve->add_option("--host", values.serve.host, "Address to listen at (default: all)")
        ->type_name("H");
    return serve;
}

CLI::App* addGc(CLI::App& app, Values& values) {
    CLI::App* gc = app.add_subcommand("gc", "Remove what the release no longer uses");
    gc->add_option("PACKAGE", values.garbage.package, "Package to clean")->required();
    gc->add_flag("--dry-run", values.garbage.dry_run, "Only tell what would be removed");
    addJson(gc, values);
    return gc;
}

CLI::App* addExport(CLI::App& app, Values& values) {
    CLI::App* command =
        app.add_subcommand("export", "Write a package's scenes for another panorama viewer");
    command->add_option("PACKAGE", values.foreign.package, "Package to read")->required();
    std::vector<std::string> names;
    for (const ForeignViewer viewer : kForeignViewers) {
        names.emplace_back(nameOf(viewer));
    }
    command->add_option("--for", values.foreign_viewer, "Viewer")
        ->required()
        ->check(CLI::IsMember(names))
        ->type_name("");
    command->add_option("-o,--output", values.foreign.folder, "Folder to write")
        ->required()
        ->type_name("DIR");
    command->add_option("--quality", values.foreign.quality, "Of the images (default 85)")
        ->check(CLI::Range(1, 100))
        ->type_name("Q");
    addOnly(command, values.foreign.only, "Only these sites");
    addJobs(command, values);
    addJson(command, values);
    return command;
}

CLI::App* addImport(CLI::App& app, Values& values) {
    CLI::App* command = app.add_subcommand("import", "Write a table's rows into site.toml files");
    command->add_option("CATALOGUE", values.import.table, "CSV file, one row a site")->required();
    command->add_option("DIR", values.import.tour, "Folder with tour.toml")->required();
    addJson(command, values);
    return command;
}

CLI::App* addExportCsv(CLI::App& app, Values& values) {
    CLI::App* command =
        app.add_subcommand("export-csv", "The sites of a tour as a table for spreadsheets");
    command->add_option("TOUR", values.export_csv.tour, "Folder with tour.toml")->required();
    command->add_option("-o,--output", values.export_csv.table, "File to write (default: stdout)")
        ->type_name("TABLE.csv");
    command->add_option("--separator", values.separator, "comma (default), semicolon or tab")
        ->check(CLI::IsMember({"comma", "semicolon", "tab"}))
        ->type_name("");
    return command;
}

/// Quality, method and threads from what was written; a message if that makes no sense.
std::string settleBuild(Values& values) {
    BuildOptions& build = values.build;
    build.threads = values.jobs;
    build.web = !values.no_web;
    if (values.fast) {
        build.settings.method = kFastMethod;
        build.settings.quality = kFastQuality;
    }
    build.settings.lossless = values.lossless || values.quality == "lossless";
    if (!values.quality.empty() && values.quality != "lossless") {
        int quality = 0;
        if (!CLI::detail::lexical_cast(values.quality, quality) || quality < 1 || quality > 100) {
            return "--quality: a whole number from 1 to 100, or \"lossless\"";
        }
        build.settings.quality = quality;
    }
    return {};
}

} // namespace

namespace {

/// Before anything else is read: help is in that language too.
std::string languageAsked(int argc, char** argv) {
    constexpr std::string_view kOption = "--ui-lang";
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("--ui-lang=")) {
            return std::string(argument.substr(kOption.size() + 1));
        }
        if (argument == kOption && i + 1 < argc) {
            return argv[i + 1];
        }
    }
    return {};
}

void translateHelp(CLI::App& app, const MessageTable& messages) {
    app.description(messages.translate(app.get_description()));
    for (CLI::Option* option : app.get_options()) {
        option->description(messages.translate(option->get_description()));
    }
    for (CLI::App* command : app.get_subcommands({})) {
        translateHelp(*command, messages);
    }
}

} // namespace

std::optional<Arguments> readArguments(int argc, char** argv, Exit& exit) {
    CLI::App app{"vr360-pack: makes packages of 360° tours.", "vr360-pack"};
    app.fallthrough();
    app.set_version_flag("--version", "vr360-pack " VR360_VERSION);
    app.require_subcommand(1);
    app.get_formatter()->column_width(32);
    Values values;

    app.add_option("--ui-lang", values.language, "Language of messages: vi or en (default: LANG's)")
        ->check(CLI::IsMember({"vi", "en"}))
        ->type_name("");

    CLI::App* start = app.add_subcommand("new", "Make a tour to start from");
    start->add_option("DIR", values.start.folder, "Folder to make")->required();

    CLI::App* check = app.add_subcommand("check", "Everything build would complain about");
    check->add_option("TOUR", values.check.tour, "Folder with tour.toml")->required();
    addStrict(check, values.check.strict);
    addJobs(check, values);
    addJson(check, values);

    CLI::App* build = addBuild(app, values);

    CLI::App* verify = app.add_subcommand("verify", "Check every byte of a package");
    verify->add_option("PACKAGE", values.verify.package, "Package to check")->required();
    verify->add_flag("--decode", values.verify.decode, "Decode every tile too");
    addJobs(verify, values);
    addJson(verify, values);

    CLI::App* sample = app.add_subcommand("sample", "Draw the sample tour of 100 sites");
    sample->add_option("DIR", values.sample.folder, "Folder to write to")->required();
    sample->add_option("--width", values.sample.width, "Of the panoramas (default 4096)")
        ->check(CLI::Range(256, 32768))
        ->type_name("W");
    addOnly(sample, values.sample.only, "Only these sites");
    addJobs(sample, values);

    CLI::App* narrate =
        app.add_subcommand("narrate", "Speak the scripts by machine, with timed subtitles");
    narrate->add_option("TOUR", values.narrate.tour, "Folder with tour.toml")->required();
    narrate
        ->add_option("--lang",
                     values.narrate.languages,
                     "Languages to speak (default: what the sites say, else the tour's first)")
        ->delimiter(',')
        ->type_name("vi,…");
    addOnly(narrate, values.narrate.only, "Only these sites");
    addJobs(narrate, values);
    addJson(narrate, values);

    CLI::App* serve = addServe(app, values);
    CLI::App* foreign = addExport(app, values);
    CLI::App* gc = addGc(app, values);
    CLI::App* import = addImport(app, values);
    CLI::App* export_csv = addExportCsv(app, values);

    const std::string language = messageLanguage(languageAsked(argc, argv));
    translateHelp(app, messagesIn(language));

    const auto usage = [&](const std::string& message) {
        fmt::print(stderr, "vr360-pack: {}\nRun vr360-pack --help for more.\n", message);
        exit = Exit::kUsage;
        return std::nullopt;
    };
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
        if (!asked) {
            return usage(error.what());
        }
        (void)app.exit(error);
        exit = Exit::kDone;
        return std::nullopt;
    }
    Arguments arguments{.json = values.json, .language = language};
    values.check.threads = values.verify.threads = values.sample.threads = values.narrate.threads =
        values.jobs;
    values.serve.port_chosen = serve->count("--port") > 0;
    if (*build) {
        if (const std::string problem = settleBuild(values); !problem.empty()) {
            return usage(problem);
        }
        arguments.command = values.build;
    } else if (*check) {
        arguments.command = values.check;
    } else if (*verify) {
        arguments.command = values.verify;
    } else if (*sample) {
        arguments.command = values.sample;
    } else if (*narrate) {
        arguments.command = values.narrate;
    } else if (*serve) {
        arguments.command = values.serve;
    } else if (*gc) {
        arguments.command = values.garbage;
    } else if (*foreign) {
        values.foreign.viewer = foreignViewer(values.foreign_viewer).value();
        values.foreign.threads = values.jobs;
        arguments.command = values.foreign;
    } else if (*import) {
        arguments.command = values.import;
    } else if (*export_csv) {
        values.export_csv.separator = values.separator == "comma"       ? ','
                                      : values.separator == "semicolon" ? ';'
                                                                        : '\t';
        arguments.command = values.export_csv;
    } else {
        arguments.command = values.start;
    }
    return arguments;
}

} // namespace vr360
