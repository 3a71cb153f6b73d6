#include "tests/support/run_program.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace vr360::test {
namespace {

int start(const std::vector<std::string>& arguments, const char* out, const char* err) {
    std::vector<char*> argv;
    for (const std::string& argument : arguments)
        argv.push_back(const_cast<char*>(argument.c_str())); // NOLINT: execvp's old interface
    argv.push_back(nullptr);
    const int pid = ::fork();
    if (pid != 0)
        return pid;
    const auto redirect = [](const char* path, int descriptor) {
        const int file = ::open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
        if (file >= 0)
            ::dup2(file, descriptor);
    };
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    ::execvp(argv[0], argv.data());
    std::_Exit(127);
}

int exitCode(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string readAll(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

Ran runProgram(const std::vector<std::string>& arguments) {
    const TemporaryFolder folder;
    const std::string out = folder / "out";
    const std::string err = folder / "err";
    const int pid = start(arguments, out.c_str(), err.c_str());
    int status = 0;
    if (pid < 0 || ::waitpid(pid, &status, 0) != pid)
        return {};
    return {exitCode(status), readAll(out), readAll(err)};
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "vr360-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data()) ? pattern : std::string();
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty())
        std::filesystem::remove_all(path_, error);
}

RunningProgram::RunningProgram(const std::vector<std::string>& arguments, const std::string& log)
    : pid_(start(arguments,
                 log.empty() ? "/dev/null" : log.c_str(),
                 log.empty() ? "/dev/null" : log.c_str())) {}

RunningProgram::~RunningProgram() {
    if (running())
        stop(SIGKILL);
}

bool RunningProgram::running() {
    if (pid_ <= 0 || status_ >= 0)
        return false;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_)
        status_ = exitCode(status);
    return status_ < 0;
}

int RunningProgram::stop(int signal) {
    if (running())
        ::kill(pid_, signal);
    for (int i = 0; i < 1000 && running(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (running()) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        status_ = 128 + SIGKILL;
    }
    return status_;
}

double RunningProgram::processorSeconds() const {
    const std::string stat = readAll("/proc/" + std::to_string(pid_) + "/stat");
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0.0;
    double system = 0.0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

} // namespace vr360::test
