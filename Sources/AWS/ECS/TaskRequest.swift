/// A task that ECS is asked to run, on Fargate.
package struct TaskRequest: Sendable, Hashable, Encodable {
    package var cluster: String
    /// Family, `family:revision` or ARN.
    package var taskDefinition: String
    package var subnets: [String]
    package var securityGroups: [String]
    /// The container that gets the variables; nil where none are to be set.
    package var container: String?
    /// Variables of that container, besides those of the task definition.
    package var variables: [String: String]
    /// Whether it has an address of its own on the internet: for subnets without NAT.
    package var hasPublicAddress: Bool
    /// Requests of one token start one task: at most 64 characters from `!` to `~`.
    package var clientToken: String
    /// Shown in the list of tasks.
    package var startedBy: String

    package init(
        cluster: String, taskDefinition: String, subnets: [String], securityGroups: [String] = [],
        container: String? = nil, variables: [String: String] = [:], hasPublicAddress: Bool = false,
        clientToken: String, startedBy: String = "reportpipe-listen"
    ) {
        self.cluster = cluster
        self.taskDefinition = taskDefinition
        self.subnets = subnets
        self.securityGroups = securityGroups
        self.container = container
        self.variables = variables
        self.hasPublicAddress = hasPublicAddress
        self.clientToken = clientToken
        self.startedBy = startedBy
    }

    package func encode(to encoder: any Encoder) throws {
        let network = Wire.Network(
            awsvpcConfiguration: .init(
                assignPublicIp: hasPublicAddress ? "ENABLED" : "DISABLED", securityGroups: securityGroups,
                subnets: subnets))
        let pairs = variables.sorted { $0.key < $1.key }.map { Wire.Pair(name: $0.key, value: $0.value) }
        let overrides = container.map { Wire.Overrides(containerOverrides: [.init(name: $0, environment: pairs)]) }
        try Wire(
            cluster: cluster, taskDefinition: taskDefinition, clientToken: clientToken, startedBy: startedBy,
            networkConfiguration: network, overrides: pairs.isEmpty ? nil : overrides
        ).encode(to: encoder)
    }

    /// The request as the service has it.
    private struct Wire: Encodable {
        var cluster: String
        var taskDefinition: String
        var clientToken: String
        var startedBy: String
        var count = 1
        var launchType = "FARGATE"
        var networkConfiguration: Network
        var overrides: Overrides?

        struct Network: Encodable { var awsvpcConfiguration: Addresses }
        struct Addresses: Encodable {
            var assignPublicIp: String
            var securityGroups: [String]
            var subnets: [String]
        }
        struct Overrides: Encodable { var containerOverrides: [Container] }
        struct Container: Encodable {
            var name: String
            var environment: [Pair]
        }
        struct Pair: Encodable {
            var name: String
            var value: String
        }
    }
}
