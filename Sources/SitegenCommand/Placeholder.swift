public import ArgumentParser
import FlyingFox
import Yams
public struct SitegenCommand: AsyncParsableCommand { public init() {} }
