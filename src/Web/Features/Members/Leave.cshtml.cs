using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
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
public sealed class LeaveModel(Views views, Leaving leaving) : ProgrammePage
{
    [BindProperty]
    public bool Sure { get; set; }

    public Belongings Mine { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>An administrator is shown out by another one.</summary>
    public bool MustStay => Me!.Is(Role.Administrator);

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
        return Page();
    }
}

public sealed class LeaveValidator : AbstractValidator<LeaveModel>
{
    public LeaveValidator() => RuleFor(form => form.Sure).Equal(true).WithMessage("privacy.not-sure");
}
