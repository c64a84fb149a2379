using Activation.Web.Features.Admin.Statements;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace Activation.Web.Features.Terms;

[AllowAnonymous]
public sealed class PrivacyModel(ProgrammeDirectory programmes, StatementBook book, Visit visit, MemberDirectory members, HubSettings settings)
    : TermsPage(programmes, book, visit, members)
{
    public bool Demo => settings.Demo;
}
