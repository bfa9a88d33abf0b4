using Funding.Domain;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;

namespace Funding.Host.Notifications.Inbox;

/// <summary>Where e-mail goes. Notices recorded before an address was given are not sent to it.</summary>
internal interface IMailboxes
{
    /// <summary>A person's own, or null.</summary>
    Task<Mailbox?> OwnAsync(PersonId person, CancellationToken cancellation);

    /// <summary>Gives a person's own address, in the role and scope that she has now; null forgets it.</summary>
    Task SetOwnAsync(Caller caller, string? address, Sequence<NoticeKind>? kinds, CancellationToken cancellation);

    /// <summary>Those of services, in a region or in the nation (<c>*</c>: all).</summary>
    Task<IReadOnlyList<Mailbox>> ListAsync(string regionCode, CancellationToken cancellation);

    /// <summary>Adds one of a service; the same address for the same role and scope is the same mailbox, with these kinds from now on.</summary>
    /// <returns>It, and whether it is new.</returns>
    Task<(Mailbox Mailbox, bool IsNew)> AddAsync(Mailbox asked, CancellationToken cancellation);

    /// <summary>Forgets one of a service; false when there is none in that region (<c>*</c>: in any).</summary>
    Task<bool> RemoveAsync(Guid id, string regionCode, CancellationToken cancellation);

    /// <summary>The region of a CPTS, or null when there is none.</summary>
    Task<string?> RegionOfAsync(Guid cptsId, CancellationToken cancellation);
}

/// <summary>An address, and what is sent to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Address">The e-mail address.</param>
/// <param name="Role">Whose notices.</param>
/// <param name="RegionCode">Of which region; <c>*</c> for all.</param>
/// <param name="Departments">Of which departments; none for all.</param>
/// <param name="CptsId">For the role <c>cpts</c>, of which one.</param>
/// <param name="Kinds">Which kinds; null for all.</param>
internal sealed record Mailbox(Guid Id, string Address, Role Role, string RegionCode, Sequence<string> Departments, Guid? CptsId, Sequence<NoticeKind>? Kinds);
