using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Privacy;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.Audit;

/// <summary>Words that stand in what a line of the list tells of, and in what was said of the same thing before and after it: a walk, a challenge, a sign-off, a reason.</summary>
[Needs(Permission.Administer)]
public sealed class TakeOutModel(IEventStore log, EventTypes types, TextRemoval removal, PeopleDirectory people) : TakeOutPage(removal, people)
{
    Recorded line = null!;

    public override (string Path, string Name) Back => ("/admin/audit", T["audit.title"]);

    public Task<IActionResult> OnGetAsync(long position) => On(position, Show);

    public Task<IActionResult> OnPostAsync(long position) => On(position, Remove);

    protected override async Task<IReadOnlyList<WrittenText>> Find() =>
        [.. WrittenText.For(Me!.Member, await Deadline.For(log.ReadStream(line.Stream, 0, HttpContext.RequestAborted)), types).OrderByDescending(text => text.Position)];

    protected override Task<Decision> May(RemoveText command) => Task.FromResult(RemovingText.RemoveElsewhere(command, line.Type, Me!));

    protected override Task Tell(RemoveText command) =>
        Decide(StreamNames.Removals(Here.Id), (_, actor, _) => RemovingText.RemoveElsewhere(command, line.Type, actor));

    /// <summary>What is in no list is nowhere here: who voted how, and what is private.</summary>
    async Task<IActionResult> On(long position, Func<Task<IActionResult>> then)
    {
        if (position < 1 || await Deadline.For(log.ReadLog(position - 1, 1, HttpContext.RequestAborted)) is not [var found]) return NotFound();
        if (found.Position != position || found.Tenant != Here.Id || !FreeTexts.ByEvent.ContainsKey(found.Type) || !AuditProjection.IsListed(found.Data)) return NotFound();
        line = found;
        return await then();
    }
}
