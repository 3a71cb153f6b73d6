#pragma once

#include "packager/cli/commands.h"
#include "packager/gc/collect_garbage.h"

#include <optional>
#include <variant>

namespace vr360 {

struct NewCommand {
    std::filesystem::path folder;
};

/// What the command line asks for.
struct Arguments {
    std::variant<BuildOptions,
                 CheckOptions,
                 VerifyCommand,
                 SampleCommand,
                 NarrateCommand,
                 ServeCommand,
                 ExportOptions,
                 ImportOptions,
                 ExportCsvCommand,
                 GarbageOptions,
                 NewCommand>
        command;
    bool json = false;
    std::string language; ///< of messages: "vi" or "en"
};

/// Reads the command line. Absent when there is nothing to do: --help or --version were printed, or
/// a mistake was; `exit` then says which.
std::optional<Arguments> readArguments(int argc, char** argv, Exit& exit);

} // namespace vr360
