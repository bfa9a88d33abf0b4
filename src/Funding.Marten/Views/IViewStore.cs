using Marten;

namespace Funding.Marten.Views;

/// <summary>Marten's store for the views, beside that of the acts: neither keeps connections from the other.</summary>
public interface IViewStore : IDocumentStore;
