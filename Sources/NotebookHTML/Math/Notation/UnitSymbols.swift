/// The units and prefixes of siunitx, by the names of their commands (siunitx manual, sections 3.7 and 3.8).
enum UnitSymbols {
    /// The symbol of a unit.
    static func unit(_ name: String) -> String? { units[name] }

    /// The symbol of a prefix, `k` for `kilo`.
    static func prefix(_ name: String) -> String? { prefixes[name] }

    private static let prefixes = pairs(
        """
        quecto q ronto r yocto y zepto z atto a femto f pico p nano n micro µ milli m centi c deci d deca da deka da \
        hecto h kilo k mega M giga G tera T peta P exa E zetta Z yotta Y ronna R quetta Q \
        kibi Ki mebi Mi gibi Gi tebi Ti pebi Pi exbi Ei zebi Zi yobi Yi
        """)

    private static let units = pairs(
        """
        ampere A candela cd kelvin K kilogram kg gram g metre m meter m mole mol second s \
        becquerel Bq degreeCelsius °C celsius °C coulomb C farad F gray Gy hertz Hz henry H joule J lumen lm \
        katal kat lux lx newton N ohm Ω pascal Pa radian rad siemens S sievert Sv steradian sr tesla T volt V watt W \
        weber Wb astronomicalunit au bel B dalton Da day d decibel dB electronvolt eV hectare ha hour h litre L \
        liter L minute min neper Np tonne t degree ° arcminute ′ arcmin ′ arcsecond ″ arcsec ″ percent % \
        angstrom Å atomicmassunit u bar bar barn b knot kn mmHg mmHg nauticalmile M atm atm torr Torr gauss G \
        bohr a₀ clight c₀ planckbar ħ elementarycharge e bit bit byte B parsec pc lightyear ly year a \
        fg fg pg pg ng ng ug µg mg mg g g kg kg amu u pm pm nm nm um µm mm mm cm cm dm dm m m km km \
        as as fs fs ps ps ns ns us µs ms ms s s fmol fmol pmol pmol nmol nmol umol µmol mmol mmol mol mol kmol kmol \
        pA pA nA nA uA µA mA mA A A kA kA ul µL ml mL l L hl hL uL µL mL mL L L hL hL \
        mHz mHz Hz Hz kHz kHz MHz MHz GHz GHz THz THz mN mN N N kN kN MN MN Pa Pa kPa kPa MPa MPa GPa GPa hPa hPa \
        mohm mΩ kohm kΩ Mohm MΩ pV pV nV nV uV µV mV mV V V kV kV uW µW mW mW W W kW kW MW MW GW GW \
        J J uJ µJ mJ mJ kJ kJ eV eV meV meV keV keV MeV MeV GeV GeV TeV TeV kWh kW·h \
        F F fF fF pF pF nF nF uF µF mF mF H H mH mH uH µH nH nH C C nC nC uC µC mC mC K K dB dB T T mT mT uT µT \
        sr sr rad rad mrad mrad Bq Bq Gy Gy Sv Sv mSv mSv uSv µSv Wb Wb cd cd lm lm lx lx
        """)

    private static func pairs(_ list: String) -> [String: String] {
        let words = list.split(whereSeparator: \.isWhitespace).map(String.init)
        var table: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) { table[words[index]] = words[index + 1] }
        return table
    }
}
