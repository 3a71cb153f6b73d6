#pragma once

#include "packager/build/build.h"
#include "packager/catalogue/catalogue.h"
#include "packager/cli/terminal.h"
#include "packager/export/export.h"

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

namespace vr360 {

/// Exit codes, as documented.
enum class Exit {
    kDone = 0,
    kPartly = 1,
    kUsage = 2,
    kBadInput = 65,
    kCannotWrite = 73,
    kTemporary = 75,
};

/// What every command gets.
struct Context {
    Terminal& terminal;
    const std::atomic<bool>& stop; ///< set by Ctrl-C
    bool json = false;             ///< one JSON document on stdout
    std::string language;          ///< of what people read: "vi" or "en"
};

Exit runBuild(const Context& context, const BuildOptions& options);
Exit runCheck(const Context& context, const CheckOptions& options);

struct VerifyCommand {
    std::filesystem::path package;
    int threads = 1;
    bool decode = false;
};
Exit runVerify(const Context& context, const VerifyCommand& command);

struct SampleCommand {
    std::filesystem::path folder;
    int width = 4096;
    std::vector<std::string> only;
    int threads = 1;
};
Exit runSample(const Context& context, const SampleCommand& command);

struct NarrateCommand {
    std::filesystem::path tour;
    std::vector<std::string> languages; ///< empty: the tour's first
    std::vector<std::string> only;
    int threads = 1;
};
Exit runNarrate(const Context& context, const NarrateCommand& command);

struct ServeCommand {
    std::filesystem::path package;
    std::string host; ///< empty: every address of this computer
    int port = 8360;
    bool port_chosen = false; ///< else another one may be taken where 8360 is busy
};
Exit runServe(const Context& context, const ServeCommand& command);

Exit runExport(const Context& context, const ExportOptions& options);

Exit runImport(const Context& context, const ImportOptions& options);

struct ExportCsvCommand {
    std::filesystem::path tour;
    std::filesystem::path table; ///< empty: stdout
    char separator = ',';
};
Exit runExportCsv(const Context& context, const ExportCsvCommand& command);

Exit runNew(const Context& context, const std::filesystem::path& folder);

} // namespace vr360
