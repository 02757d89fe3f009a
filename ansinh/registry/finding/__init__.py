"""Finding people by whatever an officer types: what it means, whom it may mean, who comes first."""
