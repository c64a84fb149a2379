using System.Globalization;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Simulation;

namespace Activation.Web.Platform.Hosting;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Verb">serve, seed, simulate, rebuild, compare, erase-again, second-factor-off, database, export-events, copy-events or help.</param>
/// <param name="From">copy-events: an engine, and after a colon its database when that is not the hub's.</param>
/// <param name="To">copy-events: the same of where to.</param>
/// <param name="Address">second-factor-off: of whoever lost them.</param>
/// <param name="Programme">export-events: its name in addresses.</param>
public sealed record CommandLine(
    string Verb, string? Folder, HubSettings Settings, string? Wrong = null, string? From = null, string? To = null, string? Address = null, string? Programme = null)
{
    public const int UsualPort = 5080;

    public static CommandLine Parse(IReadOnlyList<string> args, string? database)
    {
        var settings = new HubSettings(Path.GetFullPath(".data"), database, UsualPort, false, null);
        var line = new CommandLine("serve", null, settings);
        for (var i = 0; i < args.Count; i++)
            line = line.With(args, ref i);
        return line.Settings switch
        {
            // Whoever reaches the address could step into anyone.
            { Demo: true, Https: true } => line with { Wrong = line.Wrong ?? "--demo together with --public" },
            // Invented people would act among real ones, in a log that keeps everything.
            { Simulation: not null, Https: true } => line with { Wrong = line.Wrong ?? "--simulate (or --rate, --chance, --day) together with --public: invented people do not act among real ones" },
            _ when line.Verb == CopyEvents.Verb != (line.From is not null && line.To is not null) || (line.From is null != line.To is null) =>
                line with { Wrong = line.Wrong ?? "copy-events goes with --from ENGINE and --to ENGINE, and they with it" },
            _ => line,
        };
    }

    CommandLine With(IReadOnlyList<string> args, ref int i)
    {
        string? Next(ref int at) => at + 1 < args.Count ? args[++at] : null;
        switch (args[i])
        {
            case "--help" or "-h" or "help": return this with { Verb = "help" };
            case "--port" when int.TryParse(Next(ref i), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535:
                return this with { Settings = Settings with { Port = port } };
            case "--data" when Next(ref i) is { } folder: return this with { Settings = Settings with { Data = Path.GetFullPath(folder) } };
            case "--demo": return this with { Settings = Settings with { Demo = true } };
            case "--public" when Uri.TryCreate(Next(ref i), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps:
                return this with { Settings = Settings with { Public = address } };
            case "--seed" when Next(ref i) is { } folder: return this with { Settings = Settings with { Seed = Path.GetFullPath(folder) } };
            case "--simulate": return WithSimulation(usual => usual);
            case "--rate" when Number(Next(ref i), SimulationSettings.Fastest) is { } rate: return WithSimulation(usual => usual with { Rate = rate });
            case "--chance" when Number(Next(ref i), int.MaxValue) is { } seed: return WithSimulation(usual => usual with { Chance = seed });
            case "--day" when Number(Next(ref i), 24 * 60) is { } minutes: return WithSimulation(usual => usual with { DayMinutes = minutes });
            case "--from" when Next(ref i) is { } engine: return this with { From = engine };
            case "--to" when Next(ref i) is { } engine: return this with { To = engine };
            case "serve" or "simulate" or "rebuild" or "compare" or "erase-again" or "database" or CopyEvents.Verb when i == 0: return this with { Verb = args[i] };
            case LostFactors.Verb when i == 0 && Next(ref i) is { } address: return this with { Verb = LostFactors.Verb, Address = address };
            case ExportEvents.Verb when i == 0 && Next(ref i) is { } slug: return this with { Verb = ExportEvents.Verb, Programme = slug };
            case "seed" when i == 0 && Next(ref i) is { } folder: return this with { Verb = "seed", Folder = Path.GetFullPath(folder) };
            default: return this with { Wrong = Wrong ?? args[i] };
        }
    }

    CommandLine WithSimulation(Func<SimulationSettings, SimulationSettings> change) =>
        this with { Settings = Settings with { Simulation = change(Settings.Simulation ?? SimulationSettings.Usual) } };

    static int? Number(string? text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number : null;
}
