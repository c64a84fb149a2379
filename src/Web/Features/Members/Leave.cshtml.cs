using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Members;

/// <summary>What somebody has in a programme that they are about to leave.</summary>
/// <param name="Activities">That they answer for and that are not over.</param>
/// <param name="Initiatives">That they proposed and that are not over.</param>
public sealed record Belongings(int Votes, int Pledges, int Initiatives, int Activities, int Seats);

/// <summary>Leaves a programme by one's own hand, after reading what becomes of what one has there.</summary>
[Needs(Permission.GiveBack)]
public sealed class LeaveModel(Views views, Accounts accounts, Leaving leaving) : ProgrammePage
{
    [BindProperty]
    public bool Sure { get; set; }

    public Belongings Mine { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>An administrator is shown out by another one.</summary>
    public bool MustStay => Me!.Is(Role.Administrator);

    /// <summary>Names of those who may do that, where one must stay.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => Show();

    public async Task<IActionResult> OnPostLeaveAsync()
    {
        if (!Valid(this) || !await Decide(StreamNames.Member(Here.Id, Me!.Member), (state, actor, now) => Enrolling.Leave(state, new LeaveProgramme(), actor, now))) return await Show();
        await leaving.Follow(Here.Id, Me.Member, Now);
        TempData["Toast"] = T["membership.left", Here.Card.Name];
        return LocalRedirect("/me");
    }

    async Task<IActionResult> Show()
    {
        Mine = (await views.One<Belongings>(
            """
            select (select count(*)::int from ballot b where b.programme = @Id and b.member = @Member and b.origin is null) as votes,
                   (select count(*)::int from pledge p join initiative i using (initiative)
                     where i.programme = @Id and p.member = @Member and i.state not in ('completed', 'withdrawn') and i.merged_into is null) as pledges,
                   (select count(*)::int from initiative i
                     where i.programme = @Id and i.proposer = @Member and i.state not in ('completed', 'withdrawn') and i.merged_into is null) as initiatives,
                   (select count(*)::int from activity a
                     where a.programme = @Id and a.owner = @Member and a.state not in ('carried_out', 'declined', 'cancelled')) as activities,
                   (select count(*)::int from walk_seat s join walk w using (walk)
                     where s.programme = @Id and s.guest = @Member and w.starts_at > @Now and w.cancelled_at is null) as seats
            """,
            new { Here.Id, Me!.Member, Now }))!;
        if (MustStay) Others = await OtherAdministrators();
        return Page();
    }

    sealed record Administrator(Guid Member, string Name);

    // Who is shut out shows nobody out.
    async Task<IReadOnlyList<string>> OtherAdministrators()
    {
        var all = await views.Many<Administrator>(
            """
            select m.member, p.name from member m join hub.person p on p.person = m.member
             where m.programme = @Id and m.member <> @Member and not m."left" and 'administrator' = any(m.roles) order by p.name
            """,
            new { Here.Id, Me!.Member });
        var names = new List<string>();
        foreach (var one in all)
            if ((await accounts.Find(one.Member)).DisabledAt is null) names.Add(one.Name);
        return names;
    }
}

public sealed class LeaveValidator : AbstractValidator<LeaveModel>
{
    public LeaveValidator() => RuleFor(form => form.Sure).Equal(true).WithMessage("privacy.not-sure");
}
