using Activation.Domain.Members;
using Activation.Web.Features.Me;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin;

/// <summary>The programmes that somebody leads, each with its own administration below its own address.</summary>
[SignedIn]
public sealed class IndexModel(MemberDirectory members) : MyPage
{
    public IReadOnlyList<ProgrammeView> Led { get; private set; } = [];

    /// <summary>Who administers a programme may start another.</summary>
    public bool MayStart { get; private set; }

    public Task<IActionResult> OnGetAsync() => AsMyself(async () =>
    {
        var led = new List<ProgrammeView>();
        foreach (var here in Programmes)
        {
            if (await members.Find(here.Id, Person.Person) is not { } me) continue;
            if (me.May(Permission.Lead)) led.Add(here);
            MayStart |= me.Is(Role.Administrator);
        }

        Led = led;
        return Page();
    });
}
