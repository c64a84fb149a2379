using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Admin;

/// <summary>The pages by which a programme is kept, in the order in which they are needed. Each programme has its own: what somebody may do here
/// hangs on the programme of the address, so that no administrator reaches into another's.</summary>
public static class AdminTabs
{
    public const string People = "people", Programme = "programme", Challenges = "challenges", Rules = "rules", Nudges = "nudges", Audit = "audit", Security = "security", Keys = "keys", Webhooks = "webhooks";
    public const string Retention = "retention", Statements = "statements", Comments = "comments";

    static readonly (string Name, Permission Needs)[] All =
    [
        (People, Permission.Lead), (Programme, Permission.Lead), (Challenges, Permission.Lead), (Rules, Permission.Lead), (Nudges, Permission.Lead), (Audit, Permission.Administer), (Security, Permission.Administer),
        (Keys, Permission.Administer), (Webhooks, Permission.Administer),
        (Retention, Permission.Administer), (Statements, Permission.Administer), (Comments, Permission.Moderate),
    ];

    /// <summary>Whoever sees any that is below the address of the administration sees this one.</summary>
    public static string First => All[0].Name;

    public static Tabs Of(ProgrammePage page, Texts texts, string current) => new(
        texts["admin.tabs"],
        [.. All.Where(tab => page.Me?.May(tab.Needs) == true).Select(tab => new Tab(texts[$"admin.{tab.Name}"], tab.Name == Comments ? $"/p/{page.Here.Slug}/comments" : $"/p/{page.Here.Slug}/admin/{tab.Name}", tab.Name == current))]);
}
