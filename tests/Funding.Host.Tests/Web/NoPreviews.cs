using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;

namespace Funding.Host.Tests.Web;

/// <summary>For tests that show forms and send none.</summary>
internal sealed class NoPreviews : IPreviews
{
    public Task<ActPreview> OfAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ActPreview> OfAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ActPreview> OfAsync(TariffCommand command, ActHeader header, CancellationToken cancellation) => throw new NotSupportedException();
}
