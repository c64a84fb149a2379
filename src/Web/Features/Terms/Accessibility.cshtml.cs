using Activation.Web.Features.Admin.Statements;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Authorization;

namespace Activation.Web.Features.Terms;

[AllowAnonymous]
public sealed class AccessibilityModel(ProgrammeDirectory programmes, StatementBook book, Visit visit, MemberDirectory members) : TermsPage(programmes, book, visit, members);
