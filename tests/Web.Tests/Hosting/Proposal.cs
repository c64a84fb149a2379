namespace Activation.Web.Tests.Hosting;

/// <summary>Writes a proposal through its three steps, as somebody without script does.</summary>
public static class Proposal
{
    public const string Path = $"/p/{Cast.Programme}/initiatives/propose";

    /// <summary>Enough to be sent to the coordinator with the idea.</summary>
    public static (string, string)[] ConcretePlan =>
    [
        ("Plan.What", "Gå en språkpromenad varannan torsdag"), ("Plan.Responsible", "Biblioteket"), ("Plan.When", "varannan torsdag"),
        ("Plan.DueOn", Sown.Day(40)),
        ("Plan.Place", "Nyinflyttade, vid torget"), ("Plan.FirstStep", "Ring tre volontärer"), ("Plan.SuccessSign", "Tio kommer igen"),
    ];

    /// <summary>Everything of the first step but what a test says otherwise.</summary>
    public static async Task<Sheet> WriteIdea(Visitor visitor, string title, params (string Name, string Value)[] other)
    {
        var sheet = await visitor.Get(Path);
        var value = sheet.One("input[name='Idea.Values']").GetAttribute("value")!;
        var area = sheet.One("input[name='Idea.FocusAreas']").GetAttribute("value")!;
        (string, string)[] usual = [("Idea.Title", title), ("Idea.Values", value), ($"Idea.How[{value}]", "Alla som vill är med"), ("Idea.FocusAreas", area)];
        return await visitor.Send(sheet, "button[formaction*=Idea]", [.. usual.ExceptBy(other.Select(f => f.Name), f => f.Item1), .. other]);
    }

    /// <summary>The whole way; without a plan it is an idea for others to plan.</summary>
    public static async Task<Sheet> Send(Visitor visitor, string title, params (string Name, string Value)[] plan)
    {
        await WriteIdea(visitor, title);
        await visitor.Send($"{Path}?step=2", "button[formaction*=Plan]", plan);
        return await visitor.Send($"{Path}?step=3", "button[formaction*=Send]");
    }
}
