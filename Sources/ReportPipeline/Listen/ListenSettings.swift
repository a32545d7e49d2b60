package import AWS

/// What `listen` is told to start: options of the command line, else the variables of the environment.
package struct ListenSettings: Sendable {
    /// The settings by the names of their options.
    package enum Name: String, Sendable, CaseIterable {
        case cluster
        case taskDefinition = "task-definition"
        case subnets
        case securityGroups = "security-groups"
        case publicAddress = "public-address"
        case runCommand = "run-command"

        package var option: String { "--\(rawValue)" }

        /// For example `REPORTPIPE_TASK_DEFINITION`.
        package var variable: String {
            "REPORTPIPE_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
        }
    }

    /// What starts a report.
    package enum Start: Sendable, Hashable {
        case task(TaskService.Task)
        case command(String)
    }

    package var start: Start

    /// Reads the settings.
    package init(options: [Name: String], environment: [String: String]) throws {
        func value(_ name: Name) -> String? {
            (options[name] ?? environment[name.variable]).flatMap { $0.isEmpty ? nil : $0 }
        }
        func needed(_ name: Name, _ what: String) throws -> String {
            if let value = value(name) { return value }
            throw PipelineSettingError("It is not told \(what): use \(name.option), or set \(name.variable).")
        }
        func list(_ text: String) -> [String] { text.split(separator: ",").map { String($0.trimmingSpaces) } }
        if let command = value(.runCommand) {
            start = .command(command)
            return
        }
        guard value(.cluster) != nil || value(.taskDefinition) != nil else {
            throw PipelineSettingError(
                "It is not told what makes a report: use --run-command 'reportpipe run ...' on one machine, or --cluster, "
                    + "--task-definition, --subnets and --security-groups for a task of ECS.")
        }
        let publicAddress = value(.publicAddress) ?? "false"
        guard publicAddress == "true" || publicAddress == "false" else {
            throw PipelineSettingError("\(Name.publicAddress.option): '\(publicAddress)' is neither true nor false.")
        }
        start = .task(
            TaskService.Task(
                cluster: try needed(.cluster, "in which cluster the task runs"),
                taskDefinition: try needed(.taskDefinition, "which task runs"),
                subnets: list(try needed(.subnets, "in which subnets the task runs")),
                securityGroups: list(try needed(.securityGroups, "in which security groups the task runs")),
                hasPublicAddress: publicAddress == "true"))
    }
}

extension Substring {
    /// Without spaces at its ends.
    fileprivate var trimmingSpaces: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
