package import AWS

/// What starts reports, of options and environment.
package struct ListenSettings: Sendable {
    /// A setting; its option is the raw value.
    package enum Name: String, Sendable, CaseIterable {
        case staging, cluster, subnets, container
        case taskDefinition = "task-definition"
        case securityGroups = "security-groups"
        case publicAddress = "public-address"
        case runCommand = "run-command"

        /// For example `REPORTPIPE_TASK_DEFINITION`.
        package var variable: String {
            "REPORTPIPE_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
        }
    }

    /// Only changes below it count; nil for any bucket.
    package let staging: S3Location?
    /// How reports are made.
    package let start: Start

    /// A command of this machine, or a task of ECS without its token.
    package enum Start: Sendable, Hashable {
        case command(String)
        case task(TaskRequest)
    }

    /// Options win over the environment.
    package init(options: [Name: String], environment: [String: String]) throws(PipelineSettingError) {
        func value(_ name: Name) -> String? {
            guard let text = options[name] ?? environment[name.variable], !text.isEmpty else { return nil }
            return text
        }
        staging = try Self.staging(value(.staging))
        // An option for one way is meant, whatever the environment has for the other.
        let prefersTask = options[.runCommand] == nil && options[.cluster] != nil
        if let command = value(.runCommand), !prefersTask {
            start = .command(command)
        } else {
            start = .task(try Self.task(value))
        }
    }

    private static func staging(_ place: String?) throws(PipelineSettingError) -> S3Location? {
        guard let place, PipelineStores.isBucket(place) else { return nil }
        guard let location = S3Location(parsing: place) else {
            throw PipelineSettingError("'\(place)' is no place: write s3://BUCKET or s3://BUCKET/PREFIX.")
        }
        return location
    }

    private static func task(_ value: (Name) -> String?) throws(PipelineSettingError) -> TaskRequest {
        let needed: [Name] = [.cluster, .taskDefinition, .subnets]
        let missing = needed.filter { value($0) == nil }
        guard missing.isEmpty, let cluster = value(.cluster), let definition = value(.taskDefinition) else {
            if missing.count == needed.count {
                throw PipelineSettingError(
                    "Say what makes a report: --run-command 'reportpipe run ...' on this machine, or on AWS --cluster, "
                        + "--task-definition and --subnets.")
            }
            let names = missing.map { "--\($0.rawValue) (\($0.variable))" }.joined(separator: ", ")
            throw PipelineSettingError("To run a task, \(names) must be set too.")
        }
        let subnets = list(value(.subnets))
        guard !subnets.isEmpty else {
            throw PipelineSettingError("--subnets names no subnet: write subnet-1,subnet-2.")
        }
        return TaskRequest(
            cluster: cluster, taskDefinition: definition, subnets: subnets,
            securityGroups: list(value(.securityGroups)),
            container: value(.container), hasPublicAddress: try flag(value(.publicAddress)), clientToken: "")
    }

    private static func flag(_ text: String?) throws(PipelineSettingError) -> Bool {
        switch text?.lowercased() {
        case nil, "false", "disabled": return false
        case "true", "enabled": return true
        default: throw PipelineSettingError("--public-address must be true or false, not '\(text ?? "")'.")
        }
    }

    /// `a, b` -> `["a", "b"]`
    private static func list(_ text: String?) -> [String] {
        (text ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    }
}
