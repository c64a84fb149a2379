using Activation.Domain.Nudges;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.Nudges;

/// <summary>Somebody for whom something is foreseen.</summary>
/// <param name="Who">A name for those who may know it, else roles and municipality.</param>
public sealed record ForeseenLine(NudgeKind Kind, string Who, string State, NudgeReason? Reason);

/// <summary>What would go to whom on the next working day, if nothing else happened: the same rules, and nothing is written.</summary>
[Needs(Permission.Lead)]
public sealed class TomorrowModel(DryRun dryRun, NudgeWords words, PeopleDirectory people, Views views) : ProgrammePage
{
    public const int Shown = 200;

    /// <summary>How many lines stand on the pages before.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public IReadOnlyList<ForeseenLine> Lines { get; private set; } = [];

    public int Count { get; private set; }

    /// <summary>The next day on which anything goes out.</summary>
    public DateOnly Day { get; private set; }

    public string Name(NudgeKind kind) => words.Name(kind);

    public async Task OnGetAsync()
    {
        var foreseen = await dryRun.Tomorrow(Here);
        (Day, Count) = (foreseen.Day, foreseen.All.Count);
        From = Math.Clamp(From, 0, Math.Max(0, Count - 1)) / Shown * Shown;
        Foreseen[] first =
        [
            .. foreseen.All.OrderBy(one => one.State is not ("sent" or "mail" or "digest")).ThenBy(one => one.Due.Kind).ThenBy(one => one.Due.Recipient).ThenBy(one => one.Due.Object, StringComparer.Ordinal)
                .Skip(From).Take(Shown),
        ];
        var recipients = first.Select(one => one.Due.Recipient).Distinct().ToArray();
        var members = (await views.In(Here.Id).Many<MemberRow>(
            "select * from member where programme = @Id and member = any(@recipients)", new { Here.Id, recipients })).ToDictionary(row => row.Member);
        var names = Me?.May(Permission.Administer) == true ? await people.NamesOf(recipients) : new Dictionary<Guid, string>();
        Lines = [.. first.Select(one => new ForeseenLine(
            one.Due.Kind, names.GetValueOrDefault(one.Due.Recipient) ?? Described(members.GetValueOrDefault(one.Due.Recipient)), one.State, one.Reason))];
    }

    string Described(MemberRow? member) => member is null
        ? T["nudge-admin.somebody"]
        : string.Join(", ", member.Roles.Order().Select(role => T[$"roles.{role}"]).Append(member.Municipality.Length > 0 ? Here.NameOf(member.Municipality) : "").Where(text => text.Length > 0));
}
