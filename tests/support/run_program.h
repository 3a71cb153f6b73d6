#pragma once

#include <string>
#include <vector>

namespace vr360::test {

struct Ran {
    int exit_code = -1; ///< 128 + signal if one ended it; -1 if it could not be started
    std::string out;
    std::string err;
};

/// Runs a program to its end. `arguments[0]` is the program.
Ran runProgram(const std::vector<std::string>& arguments);

/// A folder of its own, gone at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return path_ + "/" + name;
    }

private:
    std::string path_;
};

/// A program running beside the test; ended with it.
class RunningProgram {
public:
    /// Output goes to `log` unless it is empty.
    RunningProgram(const std::vector<std::string>& arguments, const std::string& log);
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;
    [[nodiscard]] int pid() const { return pid_; }
    [[nodiscard]] bool running();
    /// Sends a signal and waits (at most ten seconds); the exit code as in Ran.
    int stop(int signal);
    /// Processor time used so far, in seconds.
    [[nodiscard]] double processorSeconds() const;

private:
    int pid_ = -1;
    int status_ = -1;
};

} // namespace vr360::test
