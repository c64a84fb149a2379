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
public sealed record ForeseenLine(Foreseen What, string Who);

/// <summary>What is foreseen of one kind.</summary>
/// <param name="Staying">It is due, and would not go out that day.</param>
public sealed record ForeseenSum(NudgeKind Kind, int Going, int Staying);

/// <summary>What would go to whom on the next working day, if nothing else happened: the same rules, and nothing is written.</summary>
[Needs(Permission.Lead)]
public sealed class TomorrowModel(DryRun dryRun, NudgeWords words, PeopleDirectory people, Views views) : ProgrammePage
{
    public const int Shown = 200;

    /// <summary>Fewer are seen at a glance.</summary>
    const int SummedFrom = 12;

    /// <summary>How many lines stand on the pages before.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    /// <summary>How many of each kind, most first; on the first page of a long list.</summary>
    public IReadOnlyList<ForeseenSum> Sums { get; private set; } = [];

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
        if (From == 0 && Count >= SummedFrom) Sums = [.. foreseen.All.GroupBy(one => one.Due.Kind).Select(Sum).OrderByDescending(sum => sum.Going).ThenByDescending(sum => sum.Staying)];
        Foreseen[] first =
        [
            .. foreseen.All.OrderBy(one => !one.Goes).ThenBy(one => one.Due.Kind).ThenBy(one => one.Due.Recipient).ThenBy(one => one.Due.Object, StringComparer.Ordinal)
                .Skip(From).Take(Shown),
        ];
        var recipients = first.Select(one => one.Due.Recipient).Distinct().ToArray();
        var members = (await views.In(Here.Id).Many<MemberRow>(
            "select * from member where programme = @Id and member = any(@recipients)", new { Here.Id, recipients })).ToDictionary(row => row.Member);
        var names = Me?.May(Permission.Administer) == true ? await people.NamesOf(recipients) : new Dictionary<Guid, string>();
        Lines = [.. first.Select(one => new ForeseenLine(
            one, names.GetValueOrDefault(one.Due.Recipient) ?? Described(members.GetValueOrDefault(one.Due.Recipient))))];
    }

    static ForeseenSum Sum(IGrouping<NudgeKind, Foreseen> kind) => new(kind.Key, kind.Count(one => one.Goes), kind.Count(one => !one.Goes));

    string Described(MemberRow? member) => member is null
        ? T["nudge-admin.somebody"]
        : string.Join(", ", member.Roles.Order().Select(role => T[$"roles.{role}"]).Append(member.Municipality.Length > 0 ? Here.NameOf(member.Municipality) : "").Where(text => text.Length > 0));
}
